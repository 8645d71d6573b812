export const pictureStyle = ``;

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`; such texts sort as their days do. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  // The 30th of February is read as a day in March.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

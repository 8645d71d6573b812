import type { Gap, TreeFile } from "../model/tree.ts";

const languages: Readonly<Record<string, string>> = {
  py: "Python",
  ipynb: "notebook",
  go: "Go",
  rs: "Rust",
  rb: "Ruby",
  java: "Java",
  kt: "Kotlin",
  cs: "C#",
  php: "PHP",
  swift: "Swift",
  ex: "Elixir",
};

/** Source files in languages that are not read: one gap a language, at its first file. What they do may matter, and nothing here says so. */
export function unreadLanguages(files: readonly TreeFile[]): readonly Gap[] {
  const counts = new Map<string, { count: number; first: string }>();
  for (const { path, zone } of files) {
    const language = zone === "source" ? languages[path.slice(path.lastIndexOf(".") + 1)] : undefined;
    if (language === undefined) continue;
    const known = counts.get(language);
    if (known) known.count++;
    else counts.set(language, { count: 1, first: path });
  }
  return [...counts].map(([language, { count, first }]) => ({
    path: first,
    reason: `${count === 1 ? `1 ${language} file was` : `${count} ${language} files were`} not inspected: only TypeScript and JavaScript are read`,
  }));
}

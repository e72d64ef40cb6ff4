import type { DayReport } from '../../domain/day-report.ts';
import { LEVEL_WORDS } from '../../domain/level.ts';
import type { Words } from '../../domain/words.ts';

/** A day of duty with what the gateway alone knows. */
export interface DutyDay {
  readonly report: DayReport;
  readonly city: Words;
  readonly day: string;
  readonly layers: readonly { readonly title: Words; readonly opened: number; readonly online: number | null }[];
  readonly cases: number;
  readonly handovers: readonly { readonly from: string; readonly to: string; readonly note: string }[];
  /** The day has not ended yet. */
  readonly running: boolean;
}

/** The day report as a page of plain HTML: it prints as it stands, without style or script. */
export function dayPage({ report, city, day, layers, cases, handovers, running }: DutyDay): string {
  const percent = (share: number | null) => (share === null ? '—' : `${(100 * share).toFixed(1)} %`);
  const figures: readonly (readonly [string, string | number])[] = [
    ['新增报警', report.opened],
    ...(['red', 'orange', 'yellow', 'blue'] as const).map(
      (level) => [`其中${LEVEL_WORDS[level].zh}`, report.byLevel[level]] as const,
    ),
    ['人工销警', report.closed],
    ['自行恢复', report.recovered],
    ['误报', report.falseAlarms],
    ['超时', report.overdue],
    ['日末未结束', report.left],
    ['平均确认用时', report.minutesToConfirm === null ? '—' : `${report.minutesToConfirm.toFixed(1)} 分钟`],
    ['转案件', cases],
  ];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${text(city.zh)} 值班日报 ${text(day)}</title></head><body>
<h1>${text(city.zh)} 值班日报</h1>
<p>${text(day)}${running ? '（当日未结束，截至制表时）' : ''}</p>
${table(['项目', '数量'], figures)}
<h2>各系统</h2>
${table(
  ['系统', '新增报警', '在线率'],
  layers.map(({ title, opened, online }) => [title.zh, opened, percent(online)]),
)}
<h2>交接班</h2>
${
  handovers.length === 0
    ? '<p>无</p>'
    : table(
        ['交班', '接班', '说明'],
        handovers.map(({ from, to, note }) => [from, to, note]),
      )
}
<p>来源：城镜网关报警与观测记录；演练不计。</p>
</body></html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (tag: string, cells: readonly (string | number)[]) =>
    `<tr>${cells.map((cell) => `<${tag} align="left">${text(String(cell))}</${tag}>`).join('')}</tr>`;
  return `<table border="1" cellspacing="0" cellpadding="4">${line('th', heads)}${rows.map((row) => line('td', row)).join('')}</table>`;
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

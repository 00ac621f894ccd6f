import type { UploadQuery } from '@/gql/graphql';

export type UploadData = NonNullable<UploadQuery['upload']>;
type Proposed = UploadData['results'][number];

/** A result as the person corrects it. Only a ticked row becomes a result. */
export type Row = {
  key: string;
  ticked: boolean;
  label: string;
  value: string;
  unit: string;
  range: string;
  flag: string;
  /** Line of the document, from 1; 0 for a row that the person added. */
  line: number;
  doubt: string;
};

/** What the machine read, unticked: a person ticks a row after comparing it with the document. */
export function rowsOf(results: Proposed[]): Row[] {
  return results.map((each, at) => ({
    key: `r${at}`,
    ticked: false,
    label: each.label,
    value: each.number ? `${each.comparator}${each.number}` : each.text,
    unit: each.unit,
    range: each.rangeText,
    flag: each.flag,
    line: each.line,
    doubt: each.doubt,
  }));
}

/** A row for a result that the machine missed. It is the person's own, and so ticked. */
export function emptyRow(key: string): Row {
  return { key, ticked: true, label: '', value: '', unit: '', range: '', flag: '', line: 0, doubt: '' };
}

export type Need = 'acknowledge' | 'label' | 'sampled' | 'future' | 'rows' | 'row';

type Form = { warning: string; acknowledged: boolean; label: string; sampled: string; today: string; rows: Row[] };

/** What still keeps the document from being confirmed; the first of it, in the order of the page. */
export function needOf({ warning, acknowledged, label, sampled, today, rows }: Form): Need | null {
  if (warning && !acknowledged) return 'acknowledge';
  if (!label.trim()) return 'label';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(sampled)) return 'sampled';
  if (sampled > today) return 'future';
  const ticked = rows.filter((row) => row.ticked);
  if (ticked.length === 0) return 'rows';
  return ticked.some((row) => !row.label.trim() || !row.value.trim()) ? 'row' : null;
}

/** The ticked rows as they are sent. */
export function confirmed(rows: Row[]) {
  return rows
    .filter((row) => row.ticked)
    .map((row) => ({
      label: row.label.trim(),
      value: row.value.trim(),
      ...(row.unit.trim() && { unit: row.unit.trim() }),
      ...(row.range.trim() && { range: row.range.trim() }),
      ...(row.flag.trim() && { flag: row.flag.trim() }),
    }));
}

/** Noon of the clinic's day: a day without a time must not slip into the day before or after. */
export function noonOf(day: string, timeZone: string): string {
  const guess = new Date(`${day}T12:00:00Z`);
  const there = new Date(guess.toLocaleString('en-US', { timeZone, hour12: false }).replace(', 24:', ', 00:') + ' UTC');
  return new Date(2 * guess.getTime() - there.getTime()).toISOString();
}

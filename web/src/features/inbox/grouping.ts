import type { InboxCountsQuery, InboxRowFragment, ReportState, Triage } from '@/gql/graphql';

export type View = 'open' | 'signed' | 'unmatched';

export const stateOfView: Record<View, ReportState> = { open: 'OPEN', signed: 'SIGNED', unmatched: 'UNMATCHED' };

type Count = InboxCountsQuery['inboxCounts'][number];

export type Wanted = { view: View; mine: boolean; words: string; me: string; hidden: ReadonlySet<string> };

function holds(text: string, words: string): boolean {
  const hay = text.toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/**
 * Which of the cached rows belong to the list. A row that was signed, handed on or is being signed leaves at once:
 * the cache holds its new state before the list is read again.
 */
export function isWanted(row: InboxRowFragment, wanted: Wanted): boolean {
  if (row.state !== stateOfView[wanted.view] || wanted.hidden.has(row.id)) return false;
  if (wanted.mine && wanted.view === 'open' && row.assignee?.id !== wanted.me) return false;
  const patient = row.patient ?? row.subject;
  return holds(`${patient?.family ?? ''} ${patient?.given ?? ''} ${row.label}`, wanted.words.trim());
}

export type Group = { triage: Triage | null; rows: InboxRowFragment[]; count: number; overdue: number };

const order: (Triage | null)[] = ['CRITICAL', 'URGENT', 'ABNORMAL', 'NEEDS_READING', 'NORMAL', null];

/**
 * Rows by triage, gravest first; within a group the server's order (longest waiting first) stands. The counts are the
 * server's where the list does not hold everything yet.
 */
export function groupByTriage(rows: InboxRowFragment[], now: number, counts?: Count[], mine = false): Group[] {
  return order
    .map((triage): Group => {
      const own = rows.filter((row) => row.triage === triage);
      const said = counts?.find((each) => each.triage === triage);
      return {
        triage,
        rows: own,
        count: said ? (mine ? said.mine : said.open) : own.length,
        overdue:
          said && !mine ? said.overdue : own.filter((row) => row.dueAt && Date.parse(row.dueAt) < now).length,
      };
    })
    .filter((group) => group.rows.length > 0);
}

/** The neighbour of a report in the order of the screen: the next, or with back the one before. */
export function neighbour(ids: string[], current: string | undefined, back = false): string | undefined {
  if (ids.length === 0) return undefined;
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at === -1) return back ? undefined : ids[0];
  return ids[back ? at - 1 : at + 1];
}

/** What opens after a report left the list: the one that follows it, else the one before it. */
export function successor(ids: string[], leaving: string): string | undefined {
  return neighbour(ids, leaving) ?? neighbour(ids, leaving, true);
}

import type { FindingPartsFragment, ReportQuery, ResultPartsFragment } from '@/gql/graphql';
import type { Bounds } from '@/lib/range';

export type ReportData = NonNullable<ReportQuery['report']>;
export type Sentence = NonNullable<ReportData['summary']>['doctor'][number];

/** A line of the results: a finding with the result it rests on, or a result that no finding speaks of. */
export type Row =
  | { kind: 'finding'; key: string; finding: FindingPartsFragment; result: ResultPartsFragment | undefined }
  | { kind: 'result'; key: string; result: ResultPartsFragment };

const triageRank = ['CRITICAL', 'URGENT', 'ABNORMAL', 'NEEDS_READING', 'NORMAL'];

/**
 * Gravest first, then in the report's own order (what was computed follows what it was computed from); last whatever
 * nobody judged: nothing that was sent is left out.
 */
export function rowsOf(findings: FindingPartsFragment[], results: ResultPartsFragment[]): Row[] {
  const byId = new Map(results.map((result) => [result.id, result]));
  const order = new Map(results.map((result, at) => [result.id, at]));
  const place = (finding: FindingPartsFragment) => {
    const places = finding.observationIds.map((id) => order.get(id) ?? results.length);
    return finding.kind === 'RESULT' ? Math.min(...places) : Math.max(...places) + 0.5;
  };
  const spoken = new Set(findings.flatMap((finding) => finding.observationIds));
  return [
    ...[...findings]
      .sort((a, b) => triageRank.indexOf(a.triage) - triageRank.indexOf(b.triage) || place(a) - place(b))
      .filter((finding) => finding.kind !== 'PATTERN')
      .map((finding): Row => ({
        kind: 'finding',
        key: finding.key,
        finding,
        result: finding.kind === 'RESULT' ? byId.get(finding.observationIds[0] ?? '') : undefined,
      })),
    ...results
      .filter((result) => !spoken.has(result.id))
      .map((result): Row => ({ kind: 'result', key: result.id, result })),
  ];
}

export type Pattern = FindingPartsFragment & { pattern: NonNullable<FindingPartsFragment['pattern']> };
export type Evidence = NonNullable<Pattern['pattern']['for']>[number];

/** Gravest first, then what is due soonest; what has no hurry comes last. */
export function patternsOf(findings: FindingPartsFragment[]): Pattern[] {
  const due = ({ pattern }: Pattern) => pattern.dueHours || Infinity;
  return findings
    .filter((finding): finding is Pattern => finding.kind === 'PATTERN' && finding.pattern !== null)
    .sort((a, b) => triageRank.indexOf(a.triage) - triageRank.indexOf(b.triage) || due(a) - due(b));
}

/** What an evidence rests on, on this screen: results (by finding, also where it names only the measurement) and chart entries. */
export function restOf(evidence: Evidence, findings: FindingPartsFragment[]): { findings: string[]; observations: string[]; chart: string[] } {
  const observations = evidence.observations ?? [];
  const measured = findings
    .filter((finding) => finding.kind === 'RESULT' && finding.observationIds.some((id) => observations.includes(id)))
    .map((finding) => finding.key);
  return { findings: [...new Set([...(evidence.findings ?? []), ...measured])], observations, chart: evidence.chart ?? [] };
}

export type Course = { way: 'RISING' | 'FALLING' | 'LEVEL'; perYear: number; points: number; from: string; to: string };

const year = 365.25 * 24 * 3_600_000;

/**
 * The slope in words. A line that moves less over its whole length than the test varies by itself is level: "rising by
 * 0.001 a year" would be read as news.
 */
export function courseOf(finding: FindingPartsFragment): Course | null {
  const { slope, series, change } = finding;
  if (!slope) return null;
  const first = Math.abs(series?.[0]?.value ?? 0);
  const moved = Math.abs(slope.perYear) * ((Date.parse(slope.to) - Date.parse(slope.from)) / year);
  const level = slope.perYear === 0 || (change !== null && change.limit > 0 && moved * 100 < change.limit * first);
  return { ...slope, way: level ? 'LEVEL' : slope.perYear > 0 ? 'RISING' : 'FALLING' };
}

/** Messages that the patient can read now. */
export function releasedOf(report: ReportData): number {
  return (report.messages ?? []).filter((message) => message.state === 'RELEASED').length;
}

export type BarInput = { value: number | null; previous: number | null; interval: Bounds; critical: Bounds | null };

function plainNumber(text: string): number | null {
  const trimmed = text.trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
}

/**
 * What a bar can be drawn from, all in the interval's unit. A value, limit or previous value in another unit is left
 * out: a bar never compares what cannot be compared.
 */
export function barOf(finding: FindingPartsFragment): BarInput | null {
  const { interval, critical, change } = finding;
  if (!interval || (interval.low == null && interval.high == null)) return null;
  const value =
    plainNumber(finding.value) === null
      ? null // "<15", "Positive": there is no single point to draw
      : finding.canonical != null && finding.canonicalUnit === interval.unit
        ? finding.canonical
        : finding.unit === interval.unit
          ? plainNumber(finding.value)
          : null;
  return {
    value,
    previous: change?.unit === interval.unit ? change.previous : null,
    interval,
    critical: critical?.unit === interval.unit ? critical : null,
  };
}

export type SectionOfDraft = { section: string; sentences: (Sentence & { index: number })[] };

/** Sentences under their sections, in the order in which the sections first come. */
export function sectionsOf(sentences: Sentence[]): SectionOfDraft[] {
  const sections: SectionOfDraft[] = [];
  sentences.forEach((sentence, index) => {
    let own = sections.find((each) => each.section === sentence.section);
    if (!own) {
      own = { section: sentence.section, sentences: [] };
      sections.push(own);
    }
    own.sentences.push({ ...sentence, index });
  });
  return sections;
}

/** The draft as one text: a paragraph per section. What the editor starts from, and what an edit is compared with. */
export function textOf(sentences: Sentence[]): string {
  return sectionsOf(sentences)
    .map((each) => each.sentences.map((sentence) => sentence.text).join(' '))
    .join('\n\n');
}

/** What is under the pointer or has the focus: a sentence or an evidence (with what it rests on), or a finding. */
export type Text = 'doctor' | 'patient';
export type Lit =
  | { text: Text; sentence: number; findings: readonly string[] }
  | { evidence: string; findings: readonly string[]; observations: readonly string[]; chart: readonly string[] }
  | { finding: string }
  | null;

export function findingIsLit(lit: Lit, key: string): boolean {
  if (!lit) return false;
  return 'finding' in lit ? lit.finding === key : lit.findings.includes(key);
}

export function sentenceIsLit(lit: Lit, text: Text, index: number, findings: readonly string[]): boolean {
  if (!lit) return false;
  if ('finding' in lit) return findings.includes(lit.finding);
  return 'sentence' in lit && lit.text === text && lit.sentence === index;
}

export function evidenceIsLit(lit: Lit, id: string, findings: readonly string[]): boolean {
  if (!lit) return false;
  if ('finding' in lit) return findings.includes(lit.finding);
  return 'evidence' in lit && lit.evidence === id;
}

/** A problem or medicine of the chart, or a result that no finding speaks of. */
export function sourceIsLit(lit: Lit, id: string): boolean {
  return lit !== null && 'evidence' in lit && (lit.chart.includes(id) || lit.observations.includes(id));
}

type Named = { id: string; label: string };

/** Active problems and medicines that no finding names: the background that a result is read against. */
export function backgroundOf(
  problems: (Named & { status: string })[],
  medicines: (Named & { status: string })[],
  relevant: Relevant[],
): { problems: string[]; medicines: string[] } {
  const named = new Set(relevant.map((each) => each.id));
  const rest = (items: (Named & { status: string })[]) => [
    ...new Set(items.filter((each) => each.status === 'ACTIVE' && !named.has(each.id)).map((each) => each.label)),
  ];
  return { problems: rest(problems), medicines: rest(medicines) };
}

export type Relevant = { id: string; kind: 'problem' | 'medicine'; label: string; detail: string; findings: string[] };

/** This person's problems and medicines that the findings touch, with the findings that name each. */
export function relevantOf(
  findings: FindingPartsFragment[],
  problems: Named[],
  medicines: (Named & { dose: string })[],
): Relevant[] {
  const naming = (id: string) =>
    findings.filter((finding) => finding.relevant?.includes(id)).map((finding) => finding.key);
  return [
    ...medicines.map((each) => ({ id: each.id, kind: 'medicine' as const, label: each.label, detail: each.dose })),
    ...problems.map((each) => ({ id: each.id, kind: 'problem' as const, label: each.label, detail: '' })),
  ]
    .map((each): Relevant => ({ ...each, findings: naming(each.id) }))
    .filter((each) => each.findings.length > 0);
}

/** A report can be signed when it stands in the inbox and there is a text to sign. */
export function isSignable(report: ReportData): boolean {
  return report.state === 'OPEN' && report.summary !== null;
}

type Why = { code: string; text: string };

// A value outside of its range: the bar and the flag show it, and words would only say it again.
const seen = new Set(['above_range', 'below_range', 'critical_high', 'critical_low', 'lab_critical']);

/** What of a finding's reasons the row does not show already. */
export function wordsBesideSight(finding: FindingPartsFragment): Why[] {
  const critical = finding.flag.startsWith('CRITICAL');
  return (finding.reasons ?? []).filter(
    ({ code }) => !seen.has(code) && !(critical && code.startsWith('urgent_')),
  );
}

/** The verdict in a line: what decided it, and what else is not just "outside of the range". */
export function verdictOf(why: Why[]): string {
  return why
    .filter(({ code }, at) => at === 0 || (code !== 'above_range' && code !== 'below_range'))
    .slice(0, 3)
    .map(({ text }) => text)
    .join(' ');
}

type Difference = NonNullable<ReportData['difference']>[number];
export type ResultChange = Difference & { kind: 'changed' | 'added' | 'removed' };

/** What a correction changed, then what it took away, then what it added. */
export function changesOf(difference: Difference[]): ResultChange[] {
  const order = ['changed', 'removed', 'added'];
  return difference
    .filter((each) => each.before !== null || each.after !== null)
    .map((each): ResultChange => ({ ...each, kind: !each.before ? 'added' : !each.after ? 'removed' : 'changed' }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** What the message to the patient is made of. */
export function messageOf(report: ReportData) {
  return {
    reportId: report.id,
    version: report.version,
    contentVersion: report.contentVersion,
    language: report.patient?.language ?? '',
    writer: report.summary?.writer ?? '',
    draft: { EN: report.summary?.patientEn ?? [], ZH: report.summary?.patientZh ?? [] },
    sent: report.messages ?? [],
  };
}

/** A sentence that rests on a pattern rests on the values behind it: both are lit. */
export function widened(sentences: Sentence[], findings: FindingPartsFragment[]): Sentence[] {
  const behind = (key: string): string[] => {
    const pattern = findings.find((each) => each.key === key && each.kind === 'PATTERN');
    if (!pattern) return [key];
    const values = findings.filter(
      (each) => each.kind === 'RESULT' && each.observationIds.some((id) => pattern.observationIds.includes(id)),
    );
    return [key, ...values.map((each) => each.key)];
  };
  return sentences.map((sentence) => ({ ...sentence, findings: [...new Set(sentence.findings.flatMap(behind))] }));
}

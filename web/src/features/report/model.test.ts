import { describe, expect, test } from 'vitest';
import type { FindingPartsFragment, ResultPartsFragment } from '@/gql/graphql';
import {
  backgroundOf,
  barOf,
  findingIsLit,
  relevantOf,
  rowsOf,
  sectionsOf,
  sentenceIsLit,
  textOf,
  verdictOf,
  widened,
  wordsBesideSight,
  type Sentence,
} from './model';

function finding(key: string, change: Partial<FindingPartsFragment> = {}): FindingPartsFragment {
  return {
    id: `fnd_${key}`,
    key,
    kind: 'RESULT',
    observationIds: [`obs_${key}`],
    analyte: key,
    label: key,
    labelZh: '',
    value: '6.8',
    unit: 'mmol/L',
    canonical: 6.8,
    canonicalUnit: 'mmol/L',
    interval: { low: 3.5, high: 5.3, unit: 'mmol/L', origin: 'REPORT', text: '3.5 - 5.3', source: '', citation: null },
    critical: null,
    flag: 'HIGH',
    reportedFlag: '',
    change: null,
    first: true,
    triage: 'ABNORMAL',
    reasons: [],
    relevant: null,
    series: null,
    slope: null,
    pattern: null,
    ...change,
  };
}

function result(key: string): ResultPartsFragment {
  return {
    id: `obs_${key}`,
    label: key,
    analyte: key,
    display: '6.8',
    unit: 'mmol/L',
    absent: '',
    rangeText: '',
    reportedFlag: '',
    status: 'FINAL',
    note: '',
    components: null,
  };
}

describe('rows', () => {
  test('are gravest first, and lose nothing that was sent', () => {
    const rows = rowsOf(
      [finding('sodium', { triage: 'NORMAL' }), finding('potassium', { triage: 'CRITICAL' })],
      [result('sodium'), result('potassium'), result('comment')],
    );
    expect(rows.map((row) => row.key)).toEqual(['potassium', 'sodium', 'obs_comment']);
    expect(rows[2]?.kind).toBe('result');
  });
  test('keep the order of the laboratory within a triage; a computed value follows its last source', () => {
    const rows = rowsOf(
      [
        finding('creatinine'),
        finding('egfr', { kind: 'DERIVED', observationIds: ['obs_creatinine'] }),
        finding('potassium'),
        finding('sodium'),
      ],
      [result('sodium'), result('potassium'), result('creatinine')],
    );
    expect(rows.map((row) => row.key)).toEqual(['sodium', 'potassium', 'creatinine', 'egfr']);
  });
  test('a derived value has no result of its own, and a pattern is no row', () => {
    const rows = rowsOf(
      [finding('egfr', { kind: 'DERIVED', observationIds: ['obs_creatinine'] }), finding('aki', { kind: 'PATTERN' })],
      [result('creatinine')],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.result).toBeUndefined();
  });
});

describe('a bar compares only what can be compared', () => {
  test('in one unit', () => {
    expect(barOf(finding('k'))?.value).toBe(6.8);
    const converted = finding('k', { value: '26.6', unit: 'mg/dL' });
    expect(barOf(converted)?.value).toBe(6.8);
    const strange = finding('k', { unit: 'mg/L', canonical: null, canonicalUnit: '' });
    expect(barOf(strange)?.value).toBeNull();
  });
  test('a value that is not one number has no point', () => {
    expect(barOf(finding('k', { value: '<15', canonical: 15 }))?.value).toBeNull();
    expect(barOf(finding('k', { value: 'Positive', canonical: null }))?.value).toBeNull();
  });
  test('limits and previous values in another unit are left out', () => {
    const bar = barOf(
      finding('k', {
        critical: { low: null, high: 250, unit: 'mg/L', origin: 'CATALOGUE', text: '', source: '' },
        change: {
          previous: 180,
          unit: 'mg/L',
          at: '2026-01-01T00:00:00Z',
          delta: 1,
          percent: 1,
          direction: 'RISING',
          significant: false,
          limit: 0,
        },
      }),
    );
    expect(bar).toMatchObject({ critical: null, previous: null });
  });
  test('no interval, no bar', () => {
    expect(barOf(finding('k', { interval: null }))).toBeNull();
  });
});

const sentences: Sentence[] = [
  { section: 'HEADLINE', text: 'Critical: potassium is 6.8.', findings: ['potassium'] },
  { section: 'CHANGED', text: 'Potassium has risen.', findings: ['potassium'] },
  { section: 'CHANGED', text: 'Creatinine has risen.', findings: ['creatinine'] },
];

describe('a draft', () => {
  test('keeps the order of sections and the number of each sentence', () => {
    expect(sectionsOf(sentences).map((each) => [each.section, each.sentences.map((s) => s.index)])).toEqual([
      ['HEADLINE', [0]],
      ['CHANGED', [1, 2]],
    ]);
  });
  test('is a paragraph per section when it is edited', () => {
    expect(textOf(sentences)).toBe('Critical: potassium is 6.8.\n\nPotassium has risen. Creatinine has risen.');
  });
});

describe('lighting', () => {
  const fromSentence = { text: 'doctor' as const, sentence: 1, findings: ['potassium'] };
  test('a sentence lights what it rests on, and only itself', () => {
    expect(findingIsLit(fromSentence, 'potassium')).toBe(true);
    expect(findingIsLit(fromSentence, 'creatinine')).toBe(false);
    expect(sentenceIsLit(fromSentence, 'doctor', 1, ['potassium'])).toBe(true);
    expect(sentenceIsLit(fromSentence, 'doctor', 0, ['potassium'])).toBe(false);
    expect(sentenceIsLit(fromSentence, 'patient', 1, ['potassium'])).toBe(false);
  });
  test('a finding lights itself and every sentence that rests on it', () => {
    const lit = { finding: 'potassium' };
    expect(findingIsLit(lit, 'potassium')).toBe(true);
    expect(sentenceIsLit(lit, 'doctor', 0, ['potassium'])).toBe(true);
    expect(sentenceIsLit(lit, 'patient', 7, ['potassium', 'sodium'])).toBe(true);
    expect(sentenceIsLit(lit, 'doctor', 2, ['creatinine'])).toBe(false);
  });
  test('nothing is lit by nothing', () => {
    expect(findingIsLit(null, 'potassium')).toBe(false);
    expect(sentenceIsLit(null, 'doctor', 0, ['potassium'])).toBe(false);
  });
});

describe('this person', () => {
  const medicines = [
    { id: 'm1', label: 'Spironolactone', dose: '25 mg', status: 'ACTIVE' },
    { id: 'm2', label: 'Bisoprolol', dose: '', status: 'ACTIVE' },
    { id: 'm3', label: 'Amoxicillin', dose: '', status: 'COMPLETED' },
  ];
  const problems = [{ id: 'p1', label: 'Heart failure', status: 'ACTIVE' }];
  test('what findings name is told apart from the background', () => {
    const relevant = relevantOf([finding('k', { relevant: ['m1'] })], problems, medicines);
    expect(relevant).toEqual([
      { id: 'm1', kind: 'medicine', label: 'Spironolactone', detail: '25 mg', findings: ['k'] },
    ]);
    expect(backgroundOf(problems, medicines, relevant)).toEqual({
      problems: ['Heart failure'],
      medicines: ['Bisoprolol'],
    });
  });
});

describe('words', () => {
  const why = [
    { code: 'critical_high', finding: 'k', text: 'Potassium is critically high.' },
    { code: 'above_range', finding: 'u', text: 'Urea is above 7.8.' },
    { code: 'aki_1', finding: 'c', text: 'Creatinine has risen.' },
  ];
  test('the verdict says what decided it, and leaves out what the bars show', () => {
    expect(verdictOf(why)).toBe('Potassium is critically high. Creatinine has risen.');
    expect(verdictOf(why.slice(1, 2))).toBe('Urea is above 7.8.');
  });
  test('a row does not say again what flag and bar say', () => {
    expect(wordsBesideSight(finding('k', { reasons: why })).map((each) => each.code)).toEqual(['aki_1']);
    const critical = finding('k', {
      flag: 'CRITICAL_HIGH',
      reasons: [{ code: 'urgent_high', finding: 'k', text: 'today' }],
    });
    expect(wordsBesideSight(critical)).toEqual([]);
  });
});

test('a sentence about a pattern lights the values behind it', () => {
  const findings = [
    finding('potassium'),
    finding('sodium'),
    finding('p', { kind: 'PATTERN', observationIds: ['obs_potassium'] }),
  ];
  const sentence: Sentence = { section: 'HEADLINE', text: 'Consider.', findings: ['p'] };
  expect(widened([sentence], findings)[0]?.findings).toEqual(['p', 'potassium']);
});

import { cacheExchange, type Cache } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { graphql } from '@/gql';
import type { CountOfTriageFragment, SignReportMutation, Triage } from '@/gql/graphql';

const countOfTriage = graphql(/* GraphQL */ `
  fragment CountOfTriage on InboxCount {
    triage
    open
    mine
    overdue
  }
`);

// Parts of an entity without an identity of their own: they live and die inside it.
const embedded = [
  'Change',
  'Chart',
  'Citation',
  'Coding',
  'Evidence',
  'Failure',
  'InboxEvent',
  'Interval',
  'MatchCandidate',
  'MatchPoint',
  'ObservationComponent',
  'PatientIdentifier',
  'Pattern',
  'Permission',
  'Proposal',
  'ProposedHeader',
  'ProposedResult',
  'Provenance',
  'Reason',
  'Refusal',
  'RefusedDraft',
  'ReportSubject',
  'ResultChange',
  'RiskGap',
  'RiskInput',
  'RiskScore',
  'SeriesPoint',
  'Slope',
  'SubjectIdentifier',
  'SummarySentence',
  'TextEdit',
  'Viewer',
] as const;

/** Takes one signed report out of the counts, so that signing needs no second request. */
function countSigned(cache: Cache, triage: Triage, mine: boolean, overdue: boolean): void {
  const key = { __typename: 'InboxCount', triage };
  const count = cache.readFragment<CountOfTriageFragment>(countOfTriage, key);
  if (!count) return;
  cache.writeFragment(countOfTriage, {
    ...key,
    open: Math.max(0, count.open - 1),
    mine: Math.max(0, count.mine - (mine ? 1 : 0)),
    overdue: Math.max(0, count.overdue - (overdue ? 1 : 0)),
  });
}

/** Forgets the lists of a root field, so that they are read again when they are next shown. */
function forgetLists(cache: Cache, fieldName: string): void {
  for (const field of cache.inspectFields('Query')) {
    if (field.fieldName === fieldName) cache.invalidate('Query', field.fieldKey);
  }
}

export function createCache() {
  return cacheExchange({
    // Every fragment names a concrete type, so a fragment of another type never matches.
    possibleTypes: {},
    // While developing: the branch of a union that did not come is no missing field.
    logger: (severity, message) => {
      if (severity !== 'debug' && !message.includes('Caused At: Inline Fragment')) console[severity](message);
    },
    keys: {
      ...Object.fromEntries(embedded.map((name) => [name, () => null])),
      InboxCount: (data) => data.triage as string,
    },
    resolvers: {
      Query: {
        inbox: relayPagination(),
        jobs: relayPagination(),
        myMessages: relayPagination(),
        patients: relayPagination(),
        tasks: relayPagination(),
      },
    },
    updates: {
      Mutation: {
        signReport: (data, _args, cache) => {
          const done = (data as SignReportMutation).signReport;
          if (done.__typename !== 'ReportSigned') return;
          const { triage, assignee, signedBy, dueAt } = done.report;
          const overdue = dueAt != null && Date.parse(dueAt) < Date.now();
          if (triage) countSigned(cache, triage, assignee?.id === signedBy?.id, overdue);
          forgetLists(cache, 'tasks');
        },
        reopenReport: (_data, _args, cache) => {
          cache.invalidate('Query', 'inboxCounts');
          forgetLists(cache, 'tasks');
        },
        linkReport: (_data, _args, cache) => cache.invalidate('Query', 'inboxCounts'),
        unlinkReport: (_data, _args, cache) => {
          cache.invalidate('Query', 'inboxCounts');
          forgetLists(cache, 'inbox');
          forgetLists(cache, 'matchCandidates');
          forgetLists(cache, 'tasks');
        },
        confirmUpload: (_data, _args, cache) => forgetLists(cache, 'uploads'),
        rejectUpload: (_data, _args, cache) => forgetLists(cache, 'uploads'),
        handOffReport: (_data, _args, cache) => cache.invalidate('Query', 'inboxCounts'),
        createTask: (_data, _args, cache) => forgetLists(cache, 'tasks'),
      },
    },
  });
}

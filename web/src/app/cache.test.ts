import { Client, fetchExchange } from '@urql/core';
import { beforeEach, expect, test, vi } from 'vitest';
import { countsQuery, inboxQuery } from '@/features/inbox/queries';
import { signMutation } from '@/features/report/mutations';
import { createCache } from '@/lib/cache';

const pageInfo = { __typename: 'PageInfo', hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
const me = { __typename: 'Membership', id: 'mem_me', name: 'Me' };

const row = {
  __typename: 'Report',
  id: 'rep_1',
  label: 'INR',
  state: 'OPEN',
  status: 'FINAL',
  triage: 'CRITICAL',
  triageWhy: [{ __typename: 'Reason', code: 'critical_high', finding: 'inr', text: 'INR is critically high.' }],
  receivedAt: '2026-11-22T10:00:00Z',
  dueAt: '2020-01-01T00:00:00Z',
  version: 2,
  signedAt: null,
  signedBy: null,
  assignee: me,
  patient: null,
  subject: null,
};

const answers: Record<string, unknown> = {
  Inbox: {
    inbox: {
      __typename: 'ReportConnection',
      edges: [{ __typename: 'ReportEdge', cursor: 'c', node: row }],
      pageInfo,
    },
  },
  InboxCounts: { inboxCounts: [{ __typename: 'InboxCount', triage: 'CRITICAL', open: 8, mine: 7, overdue: 6 }] },
  SignReport: {
    signReport: {
      __typename: 'ReportSigned',
      report: {
        __typename: 'Report',
        id: 'rep_1',
        state: 'SIGNED',
        triage: 'CRITICAL',
        version: 3,
        dueAt: row.dueAt,
        signedAt: '2026-11-22T12:00:00Z',
        signNote: '',
        signedBy: me,
        assignee: me,
        summary: null,
      },
      tasks: [],
    },
  },
};

const asked: string[] = [];

function serve(_: unknown, init?: RequestInit): Promise<Response> {
  const { operationName } = JSON.parse(init?.body as string) as { operationName: string };
  asked.push(operationName);
  return Promise.resolve(Response.json({ data: answers[operationName] }));
}

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', serve);
});

test('a signature takes the report out of list and counts without asking again', async () => {
  const client = new Client({
    url: 'http://localhost/graphql',
    fetch: serve,
    preferGetMethod: false,
    exchanges: [createCache(), fetchExchange],
  });
  const list = () => client.query(inboxQuery, { first: 100, filter: { state: 'OPEN' }, lang: 'EN' }).toPromise();
  const counts = () => client.query(countsQuery, {}).toPromise();
  await list();
  await counts();
  await client.mutation(signMutation, { input: { reportId: 'rep_1', version: 2, idempotencyKey: 'k' } }).toPromise();

  expect((await list()).data?.inbox.edges?.[0]?.node).toMatchObject({ state: 'SIGNED', version: 3 });
  expect((await counts()).data?.inboxCounts).toMatchObject([{ open: 7, mine: 6, overdue: 5 }]);
  expect(asked).toEqual(['Inbox', 'InboxCounts', 'SignReport']);
});

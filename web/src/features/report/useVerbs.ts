import { useCallback } from 'react';
import type { BeginEditMutation, HandOffReportMutation, ReopenReportMutation, SignReportMutation } from '@/gql/graphql';
import { intentKey } from '@/lib/idempotency';
import { rememberOwn } from '@/lib/live';
import { useVerb } from '@/lib/useVerb';
import { beginEditMutation, handOffMutation, reopenMutation, signMutation } from './mutations';

export type SignWish = {
  reportId: string;
  version: number;
  editedText: string | null;
  followUps: string[] | null;
  note: string;
};

const signed = (data: SignReportMutation) => data.signReport;
const reopened = (data: ReopenReportMutation) => data.reopenReport;
const begun = (data: BeginEditMutation) => data.beginEdit;
const handedOff = (data: HandOffReportMutation) => data.handOffReport;

/** The verbs of a report. Each takes the version that was read: what changed meanwhile is a conflict, not a surprise. */
export function useReportVerbs() {
  const runSign = useVerb(signMutation, signed);
  const runReopen = useVerb(reopenMutation, reopened);
  const runHandOff = useVerb(handOffMutation, handedOff);

  const sign = useCallback(
    ({ reportId, version, editedText, followUps, note }: SignWish) => {
      rememberOwn(reportId);
      return runSign({
        input: {
          reportId,
          version,
          ...(editedText !== null && { editedText }),
          ...(followUps !== null && { followUps }),
          ...(note && { note }),
          idempotencyKey: intentKey(),
        },
      });
    },
    [runSign],
  );

  const reopen = useCallback(
    (reportId: string, version: number, reason: string) => {
      rememberOwn(reportId);
      return runReopen({ input: { reportId, version, reason, idempotencyKey: intentKey() } });
    },
    [runReopen],
  );

  const handOff = useCallback(
    (reportId: string, version: number, toId: string, note: string) => {
      rememberOwn(reportId);
      return runHandOff({ input: { reportId, version, toId, ...(note && { note }), idempotencyKey: intentKey() } });
    },
    [runHandOff],
  );

  return { sign, reopen, handOff };
}

/** Says, at the first change, that a person writes now: no model replaces the draft under their hands. */
export function useBeginEdit() {
  const run = useVerb(beginEditMutation, begun);
  return useCallback(
    (reportId: string, version: number) => void run({ input: { reportId, version, idempotencyKey: intentKey() } }),
    [run],
  );
}

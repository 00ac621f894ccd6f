import { useCallback } from 'react';
import type { LinkReportMutation, UnlinkReportMutation } from '@/gql/graphql';
import { intentKey } from '@/lib/idempotency';
import { rememberOwn } from '@/lib/live';
import { useVerb } from '@/lib/useVerb';
import { linkMutation, unlinkMutation } from './queries';

const linked = (data: LinkReportMutation) => data.linkReport;
const unlinked = (data: UnlinkReportMutation) => data.unlinkReport;

/** Says whose a report is, and takes it out of a chart that it does not belong to. */
export function useMatchVerbs() {
  const runLink = useVerb(linkMutation, linked);
  const runUnlink = useVerb(unlinkMutation, unlinked);
  const link = useCallback(
    (reportId: string, version: number, patientId: string) =>
      runLink({ input: { reportId, version, patientId, idempotencyKey: intentKey() } }),
    [runLink],
  );
  const unlink = useCallback(
    (reportId: string, version: number, reason: string) => {
      rememberOwn(reportId);
      return runUnlink({ input: { reportId, version, reason, idempotencyKey: intentKey() } });
    },
    [runUnlink],
  );
  return { link, unlink };
}

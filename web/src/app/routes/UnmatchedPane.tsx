import type { Ref } from 'react';
import { Unmatched } from '@/features/match/Unmatched';
import type { ReportData } from '@/features/report/model';
import { Narrative } from '@/features/report/Narrative';
import { Results } from '@/features/report/Results';
import { can, useViewer } from '@/lib/viewer';
import type { useInboxDesk } from './useInboxDesk';

type Props = { report: ReportData; desk: ReturnType<typeof useInboxDesk>; ref: Ref<{ first: () => void }> };

/** A report of the unmatched box, with its values as they were sent: nobody judges a result without its person. */
export function UnmatchedPane({ report, desk, ref }: Props) {
  const viewer = useViewer();
  return (
    <Unmatched
      ref={ref}
      report={report}
      mayLink={can(viewer, 'REPORT', 'WRITE')}
      busy={desk.linking === report.id}
      onLink={(person) => void desk.link(report, person)}
      results={
        <>
          <Results findings={report.findings ?? []} results={report.results ?? []} trend={undefined} />
          <Narrative text={report.conclusion} />
        </>
      }
    />
  );
}

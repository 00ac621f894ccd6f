import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '@mantine/core';
import { Lines } from '@/components/Lines';
import { ErrorNotice, Nothing } from '@/components/Notice';
import { isSignable, messageOf, releasedOf } from '@/features/report/model';
import { ReportScreen } from '@/features/report/ReportScreen';
import { useDesk } from '@/features/report/useDesk';
import { useReport } from '@/features/report/useReport';
import { fullName } from '@/lib/person';
import { can, useViewer } from '@/lib/viewer';
import { say, sayFailure } from '../toasts';
import type { useInboxDesk } from './useInboxDesk';

const HandOff = lazy(() => import('@/features/report/HandOff').then((m) => ({ default: m.HandOff })));
const Reopen = lazy(() => import('@/features/report/Reopen').then((m) => ({ default: m.Reopen })));
const Messages = lazy(() => import('@/features/message/Messages').then((m) => ({ default: m.Messages })));
const UnmatchedPane = lazy(() => import('./UnmatchedPane').then((m) => ({ default: m.UnmatchedPane })));
const Unlink = lazy(() => import('@/features/match/Unlink').then((m) => ({ default: m.Unlink })));
const TaskDialog = lazy(() => import('@/features/tasks/TaskDialog').then((m) => ({ default: m.TaskDialog })));
const Trend = lazy(() => import('@/features/trend/Trend').then((m) => ({ default: m.Trend })));

export type ReportPaneHandle = Record<'sign' | 'edit' | 'handOff' | 'task' | 'link', () => void>;

type Props = { id: string; desk: ReturnType<typeof useInboxDesk>; ref: Ref<ReportPaneHandle> };

/** A report with all that can be done to it. */
export function ReportPane({ id, desk, ref }: Props) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { report, known, error, reload } = useReport(id);
  const own = useDesk(report);
  const editorRef = useRef<HTMLTextAreaElement>(null);
  const [handingOff, handOffDialog] = useDisclosure(false);
  const [reopening, reopenDialog] = useDisclosure(false);
  const [unlinking, unlinkDialog] = useDisclosure(false);
  const unmatched = useRef<{ first: () => void }>(null);
  const [asking, taskDialog] = useDisclosure(false);
  const { sight } = desk;
  const shown = report?.id;
  useEffect(() => {
    if (shown) sight(shown);
  }, [shown, sight]);

  const maySign = can(viewer, 'REPORT', 'SIGN');
  const actions = {
    onSign: () => {
      if (!report || !maySign || !isSignable(report)) return;
      if (own.empty) {
        sayFailure(t('toast.notSigned', { who: report.label }), t('report.textEmpty'));
        return;
      }
      const wish = own.wish();
      if (wish) void desk.sign(report, wish, own.forget);
    },
    onEdit: () => {
      if (!report || !maySign || !isSignable(report)) return;
      own.edit();
      // The field is there after the next paint.
      requestAnimationFrame(() => editorRef.current?.focus());
    },
    onHandOff: () => {
      if (report?.state === 'OPEN' && can(viewer, 'REPORT', 'WRITE')) handOffDialog.open();
    },
    onTask: () => {
      if (report && can(viewer, 'TASK', 'WRITE')) taskDialog.open();
    },
    onReopen: reopenDialog.open,
    onUnlink: unlinkDialog.open,
  };
  useImperativeHandle(ref, () => ({
    sign: actions.onSign,
    edit: actions.onEdit,
    handOff: actions.onHandOff,
    task: actions.onTask,
    link: () => unmatched.current?.first(),
  }));

  if (!report) {
    if (error) return <ErrorNotice error={error} onRetry={reload} />;
    if (known) return <Nothing title={t('report.notFound')}>{t('report.notFoundHint')}</Nothing>;
    return <Lines count={14} height={18} />;
  }
  const { patient } = report;
  if (report.state === 'UNMATCHED') {
    return (
      <Suspense fallback={<Lines count={14} height={18} />}>
        <UnmatchedPane report={report} desk={desk} ref={unmatched} />
      </Suspense>
    );
  }
  return (
    <>
      <VisuallyHidden role="status">
        {patient ? fullName(patient) : t('inbox.noPatient')}, {report.label}
      </VisuallyHidden>
      <ReportScreen
        report={report}
        desk={own}
        actions={actions}
        signing={desk.signing === report.id}
        editorRef={editorRef}
        message={
          <Suspense fallback={<Lines count={4} />}>
            <Messages
              key={report.id}
              about={messageOf(report)}
              mayRelease={can(viewer, 'MESSAGE', 'SIGN') && report.summary !== null}
              onReleased={() => {
                say(t('message.released', { name: patient ? fullName(patient) : '' }));
                reload();
              }}
              onFailed={(failed) => {
                sayFailure(t('message.notReleased'), 'failure' in failed ? failed.failure.message : t(`trouble.${failed.trouble}.advice`));
                reload();
              }}
            />
          </Suspense>
        }
        trend={
          patient && can(viewer, 'CHART')
            ? (finding) => (
                <Suspense fallback={<Lines count={4} />}>
                  <Trend
                    patientId={patient.id}
                    analyte={finding.analyte}
                    unit={finding.canonicalUnit}
                    band={finding.interval?.unit === finding.canonicalUnit ? finding.interval : null}
                  />
                </Suspense>
              )
            : undefined
        }
      />
      <Suspense>
        {handingOff && (
          <HandOff
            opened
            onClose={handOffDialog.close}
            onHandOff={async (toId, note) => {
              if (await desk.handOff(report, toId, note)) handOffDialog.close();
            }}
          />
        )}
        {reopening && (
          <Reopen
            opened
            onClose={reopenDialog.close}
            onReopen={async (reason) => {
              if (await desk.reopen(report, reason)) reopenDialog.close();
            }}
          />
        )}
        {unlinking && patient && (
          <Unlink
            name={fullName(patient)}
            tasks={(report.tasks ?? []).filter((task) => task.state === 'OPEN').length}
            messages={releasedOf(report)}
            onClose={unlinkDialog.close}
            onUnlink={async (reason) => {
              if (await desk.unlink(report, reason)) unlinkDialog.close();
            }}
          />
        )}
        {asking && (
          <TaskDialog
            onClose={taskDialog.close}
            about={{ reportId: report.id, patientId: patient?.id, label: patient ? fullName(patient) : report.label }}
          />
        )}
      </Suspense>
    </>
  );
}

import { Container } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Lines } from '@/components/Lines';
import { ErrorNotice, Nothing } from '@/components/Notice';
import classes from '@/features/chart/Chart.module.css';
import { Course, TaskSection } from '@/features/chart/Course';
import { LatestResults } from '@/features/chart/LatestResults';
import { Standing } from '@/features/chart/Standing';
import { PersonFacts, Strip } from '@/features/chart/Strip';
import { useChart, usePerson } from '@/features/chart/useChart';
import { AddReport } from '@/features/upload/AddReport';
import upload from '@/features/upload/Upload.module.css';
import { Waiting } from '@/features/upload/Waiting';
import { useKeys } from '@/lib/keys';
import { nodesOf } from '@/lib/nodes';
import { fullName } from '@/lib/person';
import { boundsOfText } from '@/lib/range';
import { can, useViewer } from '@/lib/viewer';

const Trend = lazy(() => import('@/features/trend/Trend').then((m) => ({ default: m.Trend })));
const RiskScores = lazy(() => import('@/features/risk/RiskScores').then((m) => ({ default: m.RiskScores })));
const TaskDialog = lazy(() => import('@/features/tasks/TaskDialog').then((m) => ({ default: m.TaskDialog })));

export function ChartPage() {
  const { patientId } = useParams({ from: '/signed-in/patients/$patientId' });
  return can(useViewer(), 'CHART') ? <FullChart id={patientId} /> : <PersonOnly id={patientId} />;
}

function FullChart({ id }: { id: string }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [asking, dialog] = useDisclosure(false);
  const [{ data, error }, readAgain] = useChart(id, true);
  const chart = data?.chart;
  useKeys({ t: () => chart && can(viewer, 'TASK', 'WRITE') && dialog.open() });
  if (!chart) {
    if (error) return <ErrorNotice error={error} onRetry={() => readAgain({ requestPolicy: 'network-only' })} />;
    if (data) return <Nothing title={t('chart.notFound')}>{t('chart.notFoundHint')}</Nothing>;
    return <Lines count={16} height={18} />;
  }
  return (
    <article>
      <Strip chart={chart} />
      {can(viewer, 'REPORT') && <Waiting patientId={id} />}
      {can(viewer, 'REPORT', 'WRITE') && (
        <div className={upload.add}>
          <AddReport
            patientId={id}
            onSent={(uploadId) => void navigate({ to: '/uploads/$uploadId', params: { uploadId } })}
          />
        </div>
      )}
      <div className={classes.columns}>
        <div>
          <Standing chart={chart} />
          <Suspense fallback={<Lines count={3} />}>
            <RiskScores patientId={id} />
          </Suspense>
        </div>
        <div>
          <LatestResults
            results={chart.results}
            trend={(result) => (
              <Suspense fallback={<Lines count={4} />}>
                <Trend patientId={id} analyte={result.analyte} unit={result.unit} band={boundsOfText(result.rangeText)} />
              </Suspense>
            )}
          />
        </div>
        <Course chart={chart} />
      </div>
      <Suspense>
        {asking && (
          <TaskDialog
            onClose={dialog.close}
            onDone={() => readAgain({ requestPolicy: 'network-only' })}
            about={{ patientId: id, label: fullName(chart.patient) }}
          />
        )}
      </Suspense>
    </article>
  );
}

/** For who may know the person but nothing clinical. */
function PersonOnly({ id }: { id: string }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [{ data, error }, readAgain] = usePerson(id, can(viewer, 'TASK'), true);
  const patient = data?.patient;
  if (!patient) {
    if (error) return <ErrorNotice error={error} onRetry={() => readAgain({ requestPolicy: 'network-only' })} />;
    if (data) return <Nothing title={t('chart.notFound')}>{t('chart.notFoundHint')}</Nothing>;
    return <Lines count={5} height={18} />;
  }
  return (
    <article>
      <header className={classes.strip}>
        <PersonFacts patient={patient} />
      </header>
      <Container size="md" px={0}>
        {patient.tasks && <TaskSection tasks={nodesOf(patient.tasks)} />}
        <div className={classes.section}>
          <p className={classes.dim}>{t('chart.notYours')}</p>
        </div>
      </Container>
    </article>
  );
}

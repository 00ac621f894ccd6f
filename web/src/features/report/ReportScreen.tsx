import { Text } from '@mantine/core';
import { useCallback, useMemo, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { FindingPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { can, useViewer } from '@/lib/viewer';
import { ActionBar, NoteField, type Actions } from './ActionBar';
import { Difference } from './Difference';
import { FollowUps } from './FollowUps';
import { LitContext } from './lit';
import { isSignable, patternsOf, widened, type Lit, type ReportData } from './model';
import { Narrative } from './Narrative';
import { Patterns } from './Patterns';
import { Relevant } from './Relevant';
import classes from './Report.module.css';
import { ReportHeader } from './ReportHeader';
import { Results } from './Results';
import { DoctorSummary, PatientMessage } from './Summary';
import type { Desk } from './useDesk';

type Props = {
  report: ReportData;
  desk: Desk;
  actions: Actions;
  signing: boolean;
  editorRef: RefObject<HTMLTextAreaElement | null>;
  trend: ((finding: FindingPartsFragment) => ReactNode) | undefined;
  /** What is sent to the patient, once the report is signed. */
  message: ReactNode;
};

/** One report on one screen: who, how soon and why, the values, the draft, what signing promises. */
export function ReportScreen({ report, desk, actions, signing, editorRef, trend, message }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const viewer = useViewer();
  const [lit, setLit] = useState<Lit>(null);
  const context = useMemo(() => ({ lit, light: setLit }), [lit]);
  const findings = useMemo(() => report.findings ?? [], [report.findings]);
  const summary = useMemo(
    () => report.summary && { ...report.summary, doctor: widened(report.summary.doctor, findings) },
    [report.summary, findings],
  );
  const editable = can(viewer, 'REPORT', 'SIGN') && isSignable(report) && !signing;

  const nameOf = useCallback(
    (key: string) => {
      const finding = findings.find((each) => each.key === key);
      return (finding && ((f.language === 'zh' && finding.labelZh) || finding.label)) ?? key;
    },
    [findings, f.language],
  );

  return (
    <LitContext value={context}>
      <article className={classes.screen} aria-labelledby="report-title" data-report={report.id}>
        <div className={classes.scroll}>
          <ReportHeader report={report} />
          <Difference report={report} />
          <Relevant report={report} />
          <div className={classes.body}>
            <div className={classes.results}>
              <Results findings={findings} results={report.results ?? []} trend={trend} />
              <Narrative text={report.conclusion} />
            </div>
            <div className={classes.words}>
              {summary ? (
                <DoctorSummary
                  summary={summary}
                  nameOf={nameOf}
                  text={desk.text}
                  stale={desk.stale}
                  onText={desk.setText}
                  onSign={actions.onSign}
                  editorRef={editorRef}
                  editable={editable}
                />
              ) : (
                <section className={classes.block}>
                  <Tag tone="quiet">{t('report.noSummary')}</Tag>
                  <Text size="sm" c="dimmed" mt={6}>
                    {t(report.state === 'RECEIVED' ? 'report.waitsForInterpretation' : 'report.noSummaryHint')}
                  </Text>
                </section>
              )}
              <Patterns key={`${report.id}@${report.version}`} patterns={patternsOf(findings)} findings={findings} />
              <FollowUps report={report} chosen={desk.chosen} onChoose={desk.choose} editable={editable} />
              {editable && <NoteField className={classes.noteInWords} note={desk.note} onNote={desk.setNote} />}
              {report.state === 'SIGNED' && message}
              {report.summary && report.state !== 'SIGNED' && (
                <PatientMessage
                  key={report.id}
                  summary={report.summary}
                  language={report.patient?.language ?? ''}
                  nameOf={nameOf}
                />
              )}
            </div>
          </div>
        </div>
        <ActionBar
          report={report}
          edited={desk.edited}
          signing={signing}
          note={desk.note}
          onNote={desk.setNote}
          {...actions}
        />
      </article>
    </LitContext>
  );
}

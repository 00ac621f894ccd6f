import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Ago } from '@/components/Ago';
import { Due } from '@/components/Due';
import { AgeSex } from '@/components/PersonLine';
import { Tag } from '@/components/Tag';
import { TriageTag } from '@/components/TriageTag';
import { triageTone } from '@/components/tone';
import { useFormat } from '@/lib/format';
import { fullName } from '@/lib/person';
import { can, useViewer } from '@/lib/viewer';
import { unitText } from '@/lib/units';
import { verdictOf, type ReportData } from './model';
import classes from './Report.module.css';

const finished = new Set(['FINAL', 'CORRECTED']);

/** Who, in a form that two people of one name cannot be mixed up in; then how soon, and why. */
export function ReportHeader({ report }: { report: ReportData }) {
  return (
    <header>
      <div className={classes.head}>
        <Who report={report} />
        <What report={report} />
      </div>
      <Verdict report={report} />
    </header>
  );
}

function Who({ report: { patient } }: { report: ReportData }) {
  const { t } = useTranslation();
  const f = useFormat();
  const viewer = useViewer();
  if (!patient) {
    return (
      <h1 className={classes.name} id="report-title">
        {t('inbox.noPatient')}
      </h1>
    );
  }
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="baseline" gap="sm">
        <h1 className={classes.name} id="report-title">
          {fullName(patient)}
        </h1>
        {can(viewer, 'CHART') && (
          <Anchor
            size="sm"
            style={{ whiteSpace: 'nowrap' }}
            renderRoot={(props) => <Link {...props} to="/patients/$patientId" params={{ patientId: patient.id }} />}
          >
            {t('report.openChart')} <IconChevronRight size={13} aria-hidden style={{ verticalAlign: -2 }} />
          </Anchor>
        )}
      </Group>
      <div className={classes.facts}>
        <span>
          <strong>
            <AgeSex person={patient} />
          </strong>
          {patient.deceased && <> · {t('person.deceased')}</>}
        </span>
        {patient.birthDate && (
          <span>{t('person.born', { date: f.calendarDay(patient.birthDate, patient.birthPrecision) })}</span>
        )}
        {patient.identifiers?.slice(0, 3).map((id) => (
          <span key={id.system + id.value} className="figures">
            {id.type || t('person.number')} {id.value}
          </span>
        ))}
        {patient.phone && <span className="figures">{patient.phone}</span>}
      </div>
    </>
  );
}

function What({ report }: { report: ReportData }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className={classes.facts}>
      <span style={{ color: 'var(--mantine-color-text)', fontWeight: 600 }}>{report.label}</span>
      {report.effectiveAt && <span>{t('report.taken', { at: f.moment(report.effectiveAt) })}</span>}
      <span>
        {t('report.received')} <Ago at={report.receivedAt} />
      </span>
      {report.performer && <span>{report.performer}</span>}
      {report.assignee && <span>{t('report.assigned', { name: report.assignee.name })}</span>}
      {report.linkedBy && report.linkedAt && (
        <span>{t('match.linkedBy', { name: report.linkedBy.name, at: f.moment(report.linkedAt) })}</span>
      )}
      {!finished.has(report.status) && <Tag tone="reading">{t(`reportStatus.${report.status}`)}</Tag>}
      {report.status === 'CORRECTED' && <Tag tone="urgent">{t('reportStatus.CORRECTED')}</Tag>}
    </div>
  );
}

function Verdict({ report }: { report: ReportData }) {
  const { t } = useTranslation();
  const f = useFormat();
  const signed = report.state === 'SIGNED';
  return (
    <div className={classes.verdict} data-tone={report.triage ? triageTone[report.triage] : 'quiet'}>
      <TriageTag triage={report.triage} />
      {!signed && report.dueAt && <Due at={report.dueAt} />}
      {report.triageWhy && report.triageWhy.length > 0 && <strong>{unitText(verdictOf(report.triageWhy))}</strong>}
      {signed && (
        <span>
          {t('report.signedBy', {
            name: report.signedBy?.name ?? '',
            at: report.signedAt ? f.moment(report.signedAt) : '',
          })}
          {report.signNote && <> · {t('report.noteWas', { note: report.signNote })}</>}
        </span>
      )}
    </div>
  );
}

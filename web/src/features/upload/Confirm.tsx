import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgeSex } from '@/components/PersonLine';
import type { ConfirmUploadMutation } from '@/gql/graphql';
import { useNow } from '@/lib/clock';
import { useFormat } from '@/lib/format';
import { intentKey } from '@/lib/idempotency';
import { fullName } from '@/lib/person';
import { useVerb, type Outcome } from '@/lib/useVerb';
import { Document } from './Document';
import { confirmUploadMutation } from './queries';
import { RowsTable } from './RowsTable';
import { confirmed, emptyRow, needOf, noonOf, rowsOf, type UploadData } from './rows';
import classes from './Upload.module.css';

export type Failed = Exclude<Outcome<never>, { done: never }>;

type Props = {
  upload: UploadData;
  onConfirmed: (reportId: string | null) => void;
  onFailed: (failed: Failed) => void;
  onReject: () => void;
};

const confirmedUpload = (data: ConfirmUploadMutation) => data.confirmUpload;

/** The document, and what the machine read in it. Nothing counts until a person compared it, row by row. */
export function Confirm({ upload, onConfirmed, onFailed, onReject }: Props) {
  const { t } = useTranslation();
  const f = useFormat();
  const run = useVerb(confirmUploadMutation, confirmedUpload);
  const [line, setLine] = useState(0);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [rows, setRows] = useState(() => rowsOf(upload.results));
  const [head, setHead] = useState({
    acknowledged: false,
    label: upload.header.title || upload.name.replace(/\.\w+$/, ''),
    performer: '',
    sampled: upload.header.collected,
  });
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: f.timeZone }).format(useNow());
  const { warning } = upload.header;
  const need = needOf({ ...head, warning, today, rows });
  const ticked = rows.filter((row) => row.ticked).length;

  const confirm = async () => {
    setTried(true);
    if (need) return;
    setBusy(true);
    const outcome = await run({
      input: {
        uploadId: upload.id,
        version: upload.version,
        label: head.label.trim(),
        ...(head.performer.trim() && { performer: head.performer.trim() }),
        effectiveAt: noonOf(head.sampled, f.timeZone),
        results: confirmed(rows),
        idempotencyKey: intentKey(),
      },
    });
    setBusy(false);
    if (!outcome) return;
    if ('done' in outcome) onConfirmed(outcome.done.upload.report?.id ?? null);
    else onFailed(outcome);
  };

  return (
    <div className={classes.page}>
      <Document upload={upload} line={line} />
      <div className={classes.side}>
        <Person upload={upload} />
        {warning && (
          <Warning
            upload={upload}
            acknowledged={head.acknowledged}
            onAcknowledge={(acknowledged) => setHead({ ...head, acknowledged })}
          />
        )}
        <Group align="end" gap="sm" my="sm">
          <TextInput
            flex={2}
            miw={180}
            label={t('upload.label')}
            required
            value={head.label}
            onChange={(event) => setHead({ ...head, label: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('upload.sampled')}
            required
            max={today}
            value={head.sampled}
            onChange={(event) => setHead({ ...head, sampled: event.currentTarget.value })}
          />
          <TextInput
            flex={1}
            miw={150}
            label={t('upload.performer')}
            value={head.performer}
            onChange={(event) => setHead({ ...head, performer: event.currentTarget.value })}
          />
        </Group>
        <h2 className={classes.title}>{t('upload.rows')}</h2>
        <Text size="sm" c="dimmed" mb={6}>
          {t(rows.length === 0 ? 'upload.noRows' : 'upload.hint')}
        </Text>
        {rows.length > 0 && <RowsTable rows={rows} onRows={setRows} onLine={setLine} line={line} />}
        <Button
          variant="subtle"
          size="compact-sm"
          mt={6}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setRows([...rows, emptyRow(`own${Date.now()}`)])}
        >
          {t('upload.addRow')}
        </Button>
        <div className={classes.end}>
          <div role="status">
            {tried && need && (
              <Text size="sm" data-tone="critical" c="var(--ink)">
                {t(`upload.need.${need}`)}
              </Text>
            )}
            {!need && ticked < rows.length && (
              <Text size="sm" data-tone="urgent" c="var(--ink)">
                {t('upload.leftOut', { count: rows.length - ticked })}
              </Text>
            )}
          </div>
          <Group gap="xs">
            <Button loading={busy} onClick={() => void confirm()}>
              {t('upload.confirm', { count: ticked })}
            </Button>
            <Button variant="default" onClick={onReject}>
              {t('upload.reject')}
            </Button>
          </Group>
        </div>
      </div>
    </div>
  );
}

/** Whose chart it goes into, as unmistakably as on a report. */
function Person({ upload: { patient } }: { upload: UploadData }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div>
      <h1 className={classes.name}>{t('upload.title')}</h1>
      <Text size="sm">
        {t('upload.for')} <strong>{fullName(patient)}</strong> · <AgeSex person={patient} />
        {patient.birthDate && <> · {t('person.born', { date: f.calendarDay(patient.birthDate, patient.birthPrecision) })}</>}
      </Text>
    </div>
  );
}

type WarningProps = { upload: UploadData; acknowledged: boolean; onAcknowledge: (acknowledged: boolean) => void };

/** The document seems to be somebody else's: nothing goes on until a person says that they looked. */
function Warning({ upload: { header }, acknowledged, onAcknowledge }: WarningProps) {
  const { t } = useTranslation();
  const named = [header.name, header.birthDate].filter(Boolean).join(', ');
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      mt="sm"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('upload.otherPerson')}
      classNames={{ title: classes.red }}
    >
      <Stack gap={6}>
        <Text size="sm">{header.warning}</Text>
        {named && (
          <Text size="sm" fw={600}>
            {t('upload.named', { name: named })}
          </Text>
        )}
        <Checkbox
          checked={acknowledged}
          label={t('upload.acknowledge')}
          onChange={(event) => onAcknowledge(event.currentTarget.checked)}
        />
      </Stack>
    </Alert>
  );
}

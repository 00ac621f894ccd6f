import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import { useFormat } from '@/lib/format';
import { Draft } from './Draft';
import { textOf, type ReportData } from './model';
import { Edits, Provenance } from './Provenance';
import classes from './Report.module.css';

type Summary = NonNullable<ReportData['summary']>;

type Props = {
  summary: Summary;
  nameOf: (findingKey: string) => string;
  /** The text being written; null while the draft stands. */
  text: string | null;
  stale: boolean;
  onText: (text: string | null) => void;
  onSign: () => void;
  editorRef: RefObject<HTMLTextAreaElement | null>;
  editable: boolean;
};

/** The doctor's summary: a draft to read, or the doctor's own text. */
export function DoctorSummary({ summary, nameOf, text, stale, onText, onSign, editorRef, editable }: Props) {
  const { t } = useTranslation();
  const signed = summary.state === 'SIGNED';
  const writing = text !== null && !signed;
  return (
    <section className={classes.block} aria-labelledby="summary-title">
      <h2 className={classes.blockTitle} id="summary-title">
        {t('report.summary')}
        <SummaryTag signed={signed} edited={signed ? summary.editedText !== '' : writing} />
      </h2>
      {writing ? (
        <>
          {stale && (
            <Text size="xs" data-tone="urgent" c="var(--ink)" mb={4} role="status">
              {t('report.typedStale')}
            </Text>
          )}
          <Textarea
            ref={editorRef}
            aria-labelledby="summary-title"
            autosize
            minRows={6}
            maxRows={18}
            disabled={!editable}
            error={text.trim() === '' && summary.doctor.length > 0 && t('report.textEmpty')}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) onSign();
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <Group justify="space-between" mt={4}>
            <Text size="xs" c="dimmed">
              {t('report.editHint')}
            </Text>
            <Button variant="subtle" size="compact-xs" onClick={() => onText(null)}>
              {t('report.backToDraft')}
            </Button>
          </Group>
        </>
      ) : signed && summary.editedText ? (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {summary.editedText}
        </Text>
      ) : (
        <Draft text="doctor" sentences={summary.doctor} nameOf={nameOf} />
      )}
      {!writing && summary.doctor.length === 0 && !summary.editedText && (
        <Text size="sm">{t('report.draftEmpty')}</Text>
      )}
      {!writing && summary.doctor.length > 0 && (
        <Provenance summary={summary} />
      )}
      {signed && <Edits edits={summary.edits} />}
    </section>
  );
}

function SummaryTag({ signed, edited }: { signed: boolean; edited: boolean }) {
  const { t } = useTranslation();
  if (signed) return <Tag tone="normal">{edited ? t('report.signedEdited') : t('report.signed')}</Tag>;
  return <Tag tone="reading">{edited ? t('report.draftEdited') : t('report.draft')}</Tag>;
}

type MessageProps = { summary: Summary; language: string; nameOf: (findingKey: string) => string };

/** What the patient would read, in the patient's own language first. It is sent, if at all, after the signature. */
export function PatientMessage({ summary, language, nameOf }: MessageProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const own = language ? language.toLowerCase().startsWith('zh') : f.language === 'zh';
  const [lang, setLang] = useState<'en' | 'zh'>(own ? 'zh' : 'en');
  const sentences = lang === 'zh' ? summary.patientZh : summary.patientEn;
  if (textOf(summary.patientEn) === '' && textOf(summary.patientZh) === '') return null;
  return (
    <section className={classes.block} aria-labelledby="message-title">
      <h2 className={classes.blockTitle} id="message-title">
        {t('report.message')}
        <SummaryTag signed={false} edited={false} />
      </h2>
      <div lang={lang === 'zh' ? 'zh-CN' : 'en'}>
        <Draft text="patient" sentences={sentences} nameOf={nameOf} />
      </div>
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          {t('report.messageDraft')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('report.messageLanguage')}
          value={lang}
          onChange={(value) => setLang(value)}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
      </Group>
    </section>
  );
}

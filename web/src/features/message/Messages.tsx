import { Button, Group, SegmentedControl, Text, Textarea, Tooltip } from '@mantine/core';
import { IconPencil, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '@/components/Tag';
import type { Lang, ReleaseMessageMutation, SentMessageFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { intentKey } from '@/lib/idempotency';
import { useVerb, type Outcome } from '@/lib/useVerb';
import { gradeOf } from './grade';
import classes from './Messages.module.css';
import { noticeOf } from './notice';
import { releaseMutation } from './queries';
import { languageOf, longest, textOf } from './text';

export type MessageOf = {
  reportId: string;
  version: number;
  contentVersion: number;
  /** The patient's language, as the chart says it. */
  language: string;
  writer: string;
  draft: Record<Lang, { text: string }[]>;
  sent: SentMessageFragment[];
};

type Failed = Exclude<Outcome<never>, { done: never }>;

type Props = {
  about: MessageOf;
  mayRelease: boolean;
  onReleased: () => void;
  onFailed: (failed: Failed) => void;
};

/** What the patient was sent about a signed report, and the writing of what is sent next. Signing alone sends nothing. */
export function Messages({ about, mayRelease, onReleased, onFailed }: Props) {
  const { t } = useTranslation();
  const [writing, setWriting] = useState(false);
  const { sent } = about;
  const current = sent.some((each) => each.state === 'RELEASED' && each.contentVersion === about.contentVersion);
  return (
    <section className={classes.block} aria-labelledby="message-title">
      <h2 className={classes.title} id="message-title">
        {t('message.title')}
      </h2>
      {sent.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('message.none')}
        </Text>
      )}
      {sent.length > 0 && (
        <ul className={classes.sent}>
          {[...sent].reverse().map((each) => (
            <Sent key={each.id} message={each} about={about} />
          ))}
        </ul>
      )}
      {mayRelease && writing && (
        <Writing
          about={about}
          onFailed={onFailed}
          onReleased={() => {
            setWriting(false);
            onReleased();
          }}
        />
      )}
      {mayRelease && !writing && (
        <Button
          size="xs"
          mt={6}
          variant={current ? 'default' : 'light'}
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => setWriting(true)}
        >
          {t(sent.length > 0 ? 'message.again' : 'message.write')}
        </Button>
      )}
    </section>
  );
}

function Sent({ message, about }: { message: SentMessageFragment; about: MessageOf }) {
  const { t } = useTranslation();
  const f = useFormat();
  const withdrawn = message.state === 'RETRACTED';
  return (
    <li data-state={message.state}>
      <div className={classes.facts}>
        <Tag tone={withdrawn ? 'critical' : 'normal'}>{t(`message.state.${message.state}`)}</Tag>
        <span>{message.lang === 'ZH' ? '中文' : 'English'}</span>
        <span className="figures">
          {t('message.by', { name: message.releasedBy?.name ?? '', at: f.moment(message.releasedAt) })}
        </span>
        <span>{t('message.version', { version: message.contentVersion })}</span>
        {message.grade !== null && <span>{t('message.grade', { grade: f.rough(message.grade) })}</span>}
      </div>
      {withdrawn && message.retractedAt && (
        <div className={classes.facts}>{t('message.why', { at: f.moment(message.retractedAt), why: message.retractedWhy })}</div>
      )}
      {!withdrawn && message.contentVersion < about.contentVersion && (
        <Text size="sm" data-tone="urgent" c="var(--ink)">
          {t('message.older')}
        </Text>
      )}
      <p lang={message.lang === 'ZH' ? 'zh-CN' : 'en'} className={classes.words}>
        {withdrawn ? <del>{message.text}</del> : message.text}
      </p>
    </li>
  );
}

type WritingProps = { about: MessageOf; onReleased: () => void; onFailed: (failed: Failed) => void };

const released = (data: ReleaseMessageMutation) => data.releaseMessage;

function Writing({ about, onReleased, onFailed }: WritingProps) {
  const { t } = useTranslation();
  const f = useFormat();
  const run = useVerb(releaseMutation, released);
  const [busy, setBusy] = useState(false);
  const [lang, setLang] = useState<Lang>(languageOf(about.language, f.lang));
  const [own, setOwn] = useState<Partial<Record<Lang, string>>>({});
  const draft = textOf(about.draft[lang], lang);
  const text = own[lang] ?? draft;
  const edited = text.trim() !== draft.trim();
  const count = Array.from(text.trim()).length;
  const problem = count === 0 ? t('message.empty') : count > longest ? t('message.tooLong', { max: longest, count }) : null;
  const replaces = about.sent.some((each) => each.state === 'RELEASED' && each.lang === lang);

  const release = async () => {
    setBusy(true);
    const outcome = await run({
      input: {
        reportId: about.reportId,
        version: about.version,
        lang,
        ...(edited && { text: text.trim() }),
        idempotencyKey: intentKey(),
      },
    });
    setBusy(false);
    if (!outcome) return;
    if ('done' in outcome) onReleased();
    else onFailed(outcome);
  };

  return (
    <div className={classes.writing}>
      <Group justify="space-between" mb={4}>
        <SegmentedControl
          size="xs"
          aria-label={t('message.language')}
          value={lang}
          onChange={(value) => setLang(value)}
          data={[
            { value: 'EN', label: 'English' },
            { value: 'ZH', label: '中文' },
          ]}
        />
        {lang === 'EN' && count > 0 && (
          <Tooltip label={t('message.gradeHint')}>
            <Text size="xs" c="dimmed" className="figures">
              {t('message.grade', { grade: f.rough(Math.max(0, gradeOf(text))) })}
            </Text>
          </Tooltip>
        )}
      </Group>
      {draft === '' && (
        <Text size="xs" data-tone="urgent" c="var(--ink)" mb={4}>
          {t('message.withheld')}
        </Text>
      )}
      <Textarea
        aria-label={t('message.text')}
        lang={lang === 'ZH' ? 'zh-CN' : 'en'}
        autosize
        minRows={5}
        maxRows={16}
        value={text}
        error={count > longest && problem}
        onChange={(event) => setOwn({ ...own, [lang]: event.currentTarget.value })}
      />
      <Text size="xs" c="dimmed" mt={6}>
        {t('message.seen')}
      </Text>
      <p className={classes.notice} lang={lang === 'ZH' ? 'zh-CN' : 'en'}>
        {noticeOf(lang, edited ? 'doctor' : about.writer)}
      </p>
      {replaces && (
        <Text size="xs" c="dimmed">
          {t('message.replaces')}
        </Text>
      )}
      <Group mt={6} gap="xs">
        <Button
          size="xs"
          loading={busy}
          disabled={problem !== null}
          leftSection={<IconSend size={15} aria-hidden />}
          onClick={() => void release()}
        >
          {t('message.release')}
        </Button>
        {edited && draft !== '' && (
          <Button size="xs" variant="subtle" onClick={() => setOwn({ ...own, [lang]: draft })}>
            {t('message.toDraft')}
          </Button>
        )}
      </Group>
    </div>
  );
}

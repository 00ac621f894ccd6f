import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Ago } from '@/components/Ago';
import { Lines } from '@/components/Lines';
import { ErrorNotice } from '@/components/Notice';
import type { MatchPersonFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { nodesOf } from '@/lib/nodes';
import { fullName } from '@/lib/person';
import { Candidate, useShown } from './Candidate';
import { compare, needsAsking, type Point, type Subject } from './compare';
import classes from './Match.module.css';
import { candidatesQuery, findPatientQuery } from './queries';

export type UnmatchedReport = {
  id: string;
  label: string;
  performer: string;
  receivedAt: string;
  effectiveAt: string | null;
  unmatchedWhy: string;
  subject: Subject | null;
};

type Choice = { person: MatchPersonFragment; points: Point[] };

type Props = {
  report: UnmatchedReport;
  mayLink: boolean;
  busy: boolean;
  onLink: (person: MatchPersonFragment) => void;
  /** What the report says, as it was sent. */
  results: ReactNode;
  ref: Ref<{ first: () => void }>;
};

/** A report without a patient: who the sender says it is about, and who that could be here. A person decides. */
export function Unmatched({ report, mayLink, busy, onLink, results, ref }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<Choice | null>(null);
  const firstLink = useRef<HTMLButtonElement>(null);
  useImperativeHandle(ref, () => ({ first: () => firstLink.current?.focus() }));
  const choose = (choice: Choice) => {
    if (needsAsking(choice.points)) setAsking(choice);
    else onLink(choice.person);
  };
  return (
    <article className={classes.screen} aria-labelledby="report-title" data-report={report.id}>
      <Sent report={report} />
      <div className={classes.body}>
        <div>
          <Candidates report={report} mayLink={mayLink} busy={busy} onChoose={choose} firstRef={firstLink} />
          <Another report={report} mayLink={mayLink} busy={busy} onChoose={choose} />
        </div>
        <section aria-labelledby="sent-results" className={classes.results}>
          <h2 className={classes.title} id="sent-results">
            {t('match.results')}
          </h2>
          {results}
        </section>
      </div>
      {asking && (
        <Asking
          choice={asking}
          onClose={() => setAsking(null)}
          onLink={() => {
            setAsking(null);
            onLink(asking.person);
          }}
        />
      )}
    </article>
  );
}

/** The subject as it was sent, in the words of the sender. */
function Sent({ report }: { report: UnmatchedReport }) {
  const { t } = useTranslation();
  const f = useFormat();
  const shown = useShown();
  const { subject } = report;
  return (
    <header className={classes.head}>
      <h1 className={classes.name} id="report-title">
        {t('match.title')}
      </h1>
      <div className={classes.facts}>
        <strong>{report.label}</strong>
        {report.effectiveAt && <span>{t('report.taken', { at: f.moment(report.effectiveAt) })}</span>}
        <span>
          {t('report.received')} <Ago at={report.receivedAt} />
        </span>
        {report.performer && <span>{report.performer}</span>}
      </div>
      <div className={classes.sent}>
        <span className={classes.dim}>{t('match.sent')}</span>{' '}
        {subject ? (
          <>
            <strong>{fullName(subject) || '—'}</strong>
            {subject.birthDate && <> · {t('person.born', { date: shown({ field: 'BIRTH_DATE' }, subject.birthDate) })}</>}
            {subject.sex && <> · {shown({ field: 'SEX' }, subject.sex)}</>}
            {subject.identifiers?.map((id) => (
              <span key={id.system + id.type + id.value} className="figures">
                {' '}
                · {id.type || t('person.number')} {id.value}
              </span>
            ))}
          </>
        ) : (
          t('match.nothingSent')
        )}
      </div>
      {report.unmatchedWhy && <div className={classes.dim}>{report.unmatchedWhy}</div>}
    </header>
  );
}

type ListProps = { report: UnmatchedReport; mayLink: boolean; busy: boolean; onChoose: (choice: Choice) => void };

function Candidates({ report, mayLink, busy, onChoose, firstRef }: ListProps & { firstRef: Ref<HTMLButtonElement> }) {
  const { t } = useTranslation();
  const [{ data, error }, readAgain] = useQuery({
    query: candidatesQuery,
    variables: { reportId: report.id },
    requestPolicy: 'cache-and-network',
  });
  const candidates = data?.matchCandidates;
  return (
    <section className={classes.block} aria-labelledby="candidates-title">
      <h2 className={classes.title} id="candidates-title">
        {t('match.candidates')}
      </h2>
      {!candidates && (error ? <ErrorNotice error={error} onRetry={() => readAgain()} /> : <Lines count={6} />)}
      {candidates?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('match.noCandidates')}
        </Text>
      )}
      {candidates && candidates.length > 0 && (
        <ul className={classes.candidates}>
          {candidates.map(({ patient, points }, at) => (
            <Candidate
              key={patient.id}
              person={patient}
              points={points}
              busy={busy}
              mayLink={mayLink}
              onLink={() => onChoose({ person: patient, points })}
              {...(at === 0 && { buttonRef: firstRef })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Looks a patient up whom nobody proposed. */
function Another({ report, mayLink, busy, onChoose }: ListProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), 250);
  const [{ data, fetching }] = useQuery({ query: findPatientQuery, variables: { search }, pause: search === '' });
  const found = search === '' ? [] : nodesOf(data?.patients);
  return (
    <section className={classes.block} aria-labelledby="another-title">
      <h2 className={classes.title} id="another-title">
        {t('match.other')}
      </h2>
      <TextInput
        type="search"
        maw={360}
        mb="sm"
        aria-labelledby="another-title"
        placeholder={t('match.searchHint')}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div role="status">
        {search !== '' && data && !fetching && found.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('match.nobody')}
          </Text>
        )}
      </div>
      {found.length > 0 && (
        <ul className={classes.candidates}>
          {found.map((person) => {
            const points = compare(report.subject, person);
            return (
              <Candidate
                key={person.id}
                person={person}
                points={points}
                busy={busy}
                mayLink={mayLink}
                onLink={() => onChoose({ person, points })}
              />
            );
          })}
        </ul>
      )}
    </section>
  );
}

type AskingProps = { choice: Choice; onClose: () => void; onLink: () => void };

/** Asked only when something differs: what it is, once more, before a result goes into a chart. */
function Asking({ choice: { person, points }, onClose, onLink }: AskingProps) {
  const { t } = useTranslation();
  const shown = useShown();
  const name = fullName(person);
  const different = points.filter((each) => each.verdict === 'DIFFERENT');
  return (
    <Modal opened onClose={onClose} title={t('match.confirmTitle')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t(different.length > 0 ? 'match.confirmHint' : 'match.confirmUnknown', { name })}</Text>
        <ul className={classes.differing}>
          {different.map((point) => (
            <li key={point.field}>
              <strong>{t(`match.field.${point.field}`)}</strong>
              <div>
                {t('match.theirs')}: {shown(point, point.sent)}
              </div>
              <div>
                {t('match.ours')}: {shown(point, point.known)}
              </div>
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button data-autofocus variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red.8" onClick={onLink}>
            {t('match.confirmDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

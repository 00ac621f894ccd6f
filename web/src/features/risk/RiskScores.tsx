import { Anchor } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Lines } from '@/components/Lines';
import { ErrorNotice } from '@/components/Notice';
import type { RiskScoresQuery } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { unitText } from '@/lib/units';
import { riskQuery } from './queries';
import classes from './Risk.module.css';
import { splitScores } from './split';

type Score = RiskScoresQuery['riskScores'][number];

/** The scores that concern this person: those with a number first, then why the others have none. */
export function RiskScores({ patientId }: { patientId: string }) {
  const { t } = useTranslation();
  const { lang } = useFormat();
  const id = useId();
  const [{ data, error }, readAgain] = useQuery({ query: riskQuery, variables: { patientId, lang }, requestPolicy: 'cache-and-network' });
  const { valued, without } = splitScores(data?.riskScores ?? []);
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <h2 className={classes.title} id={id}>
        {t('risk.title')}
      </h2>
      {!data && (error ? <ErrorNotice error={error} onRetry={() => readAgain()} /> : <Lines count={3} />)}
      {data?.riskScores.length === 0 && <p className={classes.dim}>{t('risk.none')}</p>}
      {valued.map((score) => (
        <Valued key={score.key} score={score} />
      ))}
      {without.length > 0 && (
        <details className={classes.without}>
          <summary>{t('risk.noNumber', { count: without.length })}</summary>
          {without.map((score) => (
            <div key={score.key} className={classes.score}>
              <Named score={score} />
              <Gaps title={t('risk.notValid')} gaps={score.notValid} />
              <Gaps title={t('risk.missing')} gaps={score.missing} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}

function Named({ score }: { score: Score }) {
  const { t } = useTranslation();
  return (
    <span>
      {score.name}
      {score.horizon > 0 && <span className={classes.dim}> {t('risk.years', { count: score.horizon })}</span>}
    </span>
  );
}

function Valued({ score }: { score: Score }) {
  const { t } = useTranslation();
  const f = useFormat();
  return (
    <div className={classes.score}>
      <div className={classes.line}>
        <Named score={score} />
        <span className={`${classes.value} figures`}>
          {f.number(score.value ?? 0)} {score.unit === 'points' ? t('risk.points') : unitText(score.unit)}
        </span>
      </div>
      {score.category && <div className={classes.dim}>{unitText(score.category)}</div>}
      {score.note && <p className={classes.note}>{unitText(score.note)}</p>}
      <details className={classes.dim}>
        <summary>{t('risk.rests')}</summary>
        <ul className={classes.inputs}>
          {score.inputs?.map((input) => (
            <li key={input.key}>
              {input.name}: <strong>{unitText(input.text)}</strong>
              {input.at && <> · {f.day(input.at)}</>}
              {input.assumed && <div className={classes.assumed}>{input.assumed}</div>}
            </li>
          ))}
        </ul>
        {score.sources?.map((source) => (
          <div key={source.cite}>
            {/^https?:/.test(source.where) ? (
              <Anchor href={source.where} target="_blank" rel="noreferrer" size="xs" underline="always">
                {source.cite}
              </Anchor>
            ) : (
              source.cite
            )}
          </div>
        ))}
      </details>
    </div>
  );
}

function Gaps({ title, gaps }: { title: string; gaps: Score['missing'] }) {
  if (!gaps || gaps.length === 0) return null;
  return (
    <div className={classes.dim}>
      {title} {gaps.map((gap) => gap.text).join(' ')}
    </div>
  );
}

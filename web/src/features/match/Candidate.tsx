import { Button, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconTilde, IconX } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { AgeSex } from '@/components/PersonLine';
import { Tag } from '@/components/Tag';
import type { Likeness, MatchPersonFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { fullName } from '@/lib/person';
import type { Point } from './compare';
import classes from './Match.module.css';

const icons = { SAME: IconCheck, SIMILAR: IconTilde, DIFFERENT: IconX, NOT_KNOWN: IconQuestionMark } as const;
const tones = { SAME: 'normal', SIMILAR: 'urgent', DIFFERENT: 'critical', NOT_KNOWN: 'quiet' } as const;

function Verdict({ verdict }: { verdict: Likeness }) {
  const { t } = useTranslation();
  const Icon = icons[verdict];
  return (
    <Tag tone={tones[verdict]} icon={<Icon size={12} aria-hidden />}>
      {t(`match.verdict.${verdict}`)}
    </Tag>
  );
}

/** A value of a field as a person reads it: dates and sex are sent in a form for machines. */
export function useShown() {
  const { t } = useTranslation();
  const f = useFormat();
  return ({ field }: Pick<Point, 'field'>, value: string): string => {
    if (!value) return '—';
    if (field === 'SEX' && (value === 'FEMALE' || value === 'MALE')) return t(`person.sexShort.${value}`);
    if (field === 'BIRTH_DATE' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return f.calendarDay(value);
    return value;
  };
}

type Props = {
  person: MatchPersonFragment;
  points: Point[];
  busy: boolean;
  mayLink: boolean;
  onLink: () => void;
  buttonRef?: Ref<HTMLButtonElement>;
};

/** A patient whom the report might be about, field by field. What is the same needs no second look; the rest shows both. */
export function Candidate({ person, points, busy, mayLink, onLink, buttonRef }: Props) {
  const { t } = useTranslation();
  const shown = useShown();
  const name = fullName(person);
  return (
    <li className={classes.candidate}>
      <div className={classes.who}>
        <strong>{name}</strong> <AgeSex person={person} />
        {person.deceased && <> · {t('person.deceased')}</>}
      </div>
      <table className={classes.points}>
        <caption>
          <VisuallyHidden>{name}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('match.likeness')}</VisuallyHidden>
            </th>
            <th scope="col">{t('match.ours')}</th>
            <th scope="col">{t('match.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.field} data-verdict={point.verdict}>
              <th scope="row">
                {t(`match.field.${point.field}`)}
                <div>
                  <Verdict verdict={point.verdict} />
                </div>
              </th>
              <td className="figures">{shown(point, point.known)}</td>
              <td className="figures">{shown(point, point.sent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mayLink && (
        <Button ref={buttonRef} size="xs" fullWidth loading={busy} onClick={onLink}>
          {t('match.linkTo', { name })}
        </Button>
      )}
    </li>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FindingPartsFragment } from '@/gql/graphql';
import { useFormat } from '@/lib/format';
import { unitText } from '@/lib/units';
import { courseOf } from './model';

/** The straight line through the values, in words, with what it rests on: a few values must not look like a law. */
export function Course({ finding }: { finding: FindingPartsFragment }) {
  const { t } = useTranslation();
  const f = useFormat();
  const course = courseOf(finding);
  if (!course) return null;
  const amount = `${f.rough(Math.abs(course.perYear))} ${unitText(finding.canonicalUnit)}`.trim();
  return (
    <Text size="sm" data-course={course.way}>
      {t(`course.${course.way}`, { amount })}{' '}
      <Text component="span" size="xs" c="dimmed">
        {t('course.rests', { count: course.points, from: f.day(course.from), to: f.day(course.to) })}
      </Text>
    </Text>
  );
}

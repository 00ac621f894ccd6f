import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lang } from '@/gql/graphql';
import { numberFormat } from './formatters';
import { localeOf, type AppLanguage } from './i18n';
import { formatCalendarDay, formatDay, formatMoment, relativeTime, span } from './time';
import { ViewerContext } from './viewer';

/** Dates, spans and numbers by the reader's language and the clinic's time zone. */
export function useFormat() {
  const { i18n } = useTranslation();
  const viewer = useContext(ViewerContext);
  const language = i18n.resolvedLanguage as AppLanguage;
  const zone = viewer?.clinic.timeZone;
  return useMemo(() => {
    const locale = localeOf(language);
    const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const f = { locale, timeZone };
    const lang: Lang = language === 'zh' ? 'ZH' : 'EN';
    return {
      language,
      locale,
      timeZone,
      lang,
      day: (at: string) => formatDay(at, f),
      moment: (at: string) => formatMoment(at, f),
      calendarDay: (date: string, precision: 'DAY' | 'MONTH' | 'YEAR' = 'DAY') =>
        formatCalendarDay(date, precision, locale),
      ago: (at: string, now: number) => relativeTime(at, now, locale),
      span: (ms: number) => span(ms, locale),
      number: (n: number) => numberFormat(locale, { maximumSignificantDigits: 4 }).format(n),
      /** Two digits, for what is an estimate. */
      rough: (n: number) => numberFormat(locale, { maximumSignificantDigits: 2 }).format(n),
      percent: (n: number) =>
        numberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(n) + '%',
    };
  }, [language, zone]);
}

import { useTranslation } from 'react-i18next';
import classes from './Report.module.css';

/** The laboratory's or radiologist's own words, as sent. */
export function Narrative({ text }: { text: string }) {
  const { t } = useTranslation();
  if (!text) return null;
  return (
    <section className={classes.block} aria-labelledby="narrative-title">
      <h2 className={classes.blockTitle} id="narrative-title">
        {t('report.narrative')}
      </h2>
      {/* A long text scrolls by the keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.narrative} tabIndex={0} role="group" aria-labelledby="narrative-title">
        {text}
      </div>
    </section>
  );
}

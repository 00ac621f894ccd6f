import { Anchor, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadData } from './rows';
import classes from './Upload.module.css';

type Props = { upload: UploadData; line: number };

/** The document beside its proposed rows: a PDF as it is, and its words by line, with the line of the row in hand lit. */
export function Document({ upload, line }: Props) {
  const { t } = useTranslation();
  const isPdf = upload.mediaType === 'application/pdf';
  const [view, setView] = useState<'pdf' | 'text'>(isPdf ? 'pdf' : 'text');
  const address = `/api/uploads/${upload.id}`;
  return (
    <section className={classes.document} aria-labelledby="document-title">
      <div className={classes.documentHead}>
        <h2 className={classes.title} id="document-title">
          {t('upload.document')} <span className={classes.dim}>{upload.name}</span>
        </h2>
        {isPdf && (
          <SegmentedControl
            size="xs"
            aria-label={t('upload.document')}
            value={view}
            onChange={(next) => setView(next)}
            data={[
              { value: 'pdf', label: t('upload.asPdf') },
              { value: 'text', label: t('upload.asText') },
            ]}
          />
        )}
      </div>
      {view === 'pdf' ? (
        <>
          <iframe className={classes.frame} src={`${address}#navpanes=0&view=FitH`} title={upload.name || t('upload.document')} />
          <Anchor href={address} target="_blank" rel="noreferrer" size="xs" className={classes.open}>
            {t('upload.openPdf')}
          </Anchor>
        </>
      ) : (
        <Words text={upload.text} line={line} />
      )}
    </section>
  );
}

function Words({ text, line }: { text: string; line: number }) {
  const box = useRef<HTMLDivElement>(null);
  const lit = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!box.current || !lit.current) return;
    const { scrollTop, clientHeight } = box.current;
    const { offsetTop, offsetHeight } = lit.current;
    // Only the document moves: were the page to move too, the row would slip from under the finger.
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) {
      box.current.scrollTop = offsetTop - clientHeight / 2;
    }
  }, [line]);
  // A form feed stands between pages, on a line that counts: lines are numbered as the server numbers them.
  const lines = text.replaceAll('\f', '').trimEnd().split('\n');
  return (
    // A long document scrolls by the keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={box} className={classes.words} tabIndex={0} role="group" aria-labelledby="document-title">
      <ol>
        {lines.map((words, at) => (
          <li key={at} ref={at + 1 === line ? lit : undefined} data-lit={at + 1 === line || undefined} data-line={at + 1}>
            {words}
          </li>
        ))}
      </ol>
    </div>
  );
}

import { ActionIcon, Checkbox, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Row } from './rows';
import classes from './Upload.module.css';

type Props = { rows: Row[]; onRows: (rows: Row[]) => void; line: number; onLine: (line: number) => void };

const fields = [
  ['label', 'test'],
  ['value', 'value'],
  ['unit', 'unit'],
  ['range', 'range'],
  ['flag', 'flag'],
] as const;

/** The proposed rows, each to be compared, corrected and ticked. */
export function RowsTable({ rows, onRows, line, onLine }: Props) {
  const { t } = useTranslation();
  const change = (key: string, part: Partial<Row>) => onRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <table className={classes.rows}>
      <thead>
        <tr>
          <th scope="col">{t('upload.right')}</th>
          {fields.map(([field, name]) => (
            <th scope="col" key={field} data-field={field}>
              {t(`upload.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {rows.map((row, at) => (
        // Pointing at a row shows its line in the document; everything that is done is done in its fields.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <tbody
          key={row.key}
          data-row={at + 1}
          data-doubtful={row.doubt !== '' || undefined}
          data-lit={(row.line > 0 && row.line === line) || undefined}
          onFocus={() => onLine(row.line)}
          onMouseEnter={() => onLine(row.line)}
        >
          <tr>
            <td className={classes.tick}>
              <Checkbox
                aria-label={t('upload.rightOf', { name: row.label || `${at + 1}` })}
                checked={row.ticked}
                onChange={(event) => change(row.key, { ticked: event.currentTarget.checked })}
              />
            </td>
            {fields.map(([field, name]) => (
              <td key={field} data-field={field}>
                <TextInput
                  size="xs"
                  aria-label={t('upload.cell', { field: t(`upload.${name}`), row: at + 1 })}
                  placeholder={t(`upload.${name}`)}
                  value={row[field]}
                  // A row that changed after it was ticked is compared again.
                  onChange={(event) => change(row.key, { [field]: event.currentTarget.value, ticked: row.line === 0 })}
                />
              </td>
            ))}
          </tr>
          {(row.doubt !== '' || row.line === 0) && (
            <tr className={classes.under}>
              <td />
              <td colSpan={fields.length}>
                {row.doubt !== '' && (
                  <Text size="xs" data-tone="urgent" c="var(--ink)">
                    <IconAlertTriangle size={13} aria-hidden style={{ verticalAlign: -2 }} /> {t('upload.doubtful')} {row.doubt} (
                    {t('upload.line', { line: row.line })})
                  </Text>
                )}
                {row.line === 0 && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={t('upload.removeRow', { row: at + 1 })}
                    onClick={() => onRows(rows.filter((each) => each.key !== row.key))}
                  >
                    <IconTrash size={14} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  );
}

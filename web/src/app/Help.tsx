import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const keys = [
  ['J', 'next'],
  ['K', 'previous'],
  ['S', 'sign'],
  ['U', 'undo'],
  ['E', 'edit'],
  ['H', 'handOff'],
  ['T', 'task'],
  ['L', 'link'],
  ['/', 'search'],
  ['?', 'help'],
] as const;

export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('help.title')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Table>
        <Table.Tbody>
          {keys.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={56}>
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{t(`help.${what}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

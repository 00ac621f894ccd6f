import { useQuery } from 'urql';
import { useFormat } from '@/lib/format';
import { uploadQuery } from './queries';

export function useUpload(id: string) {
  const { lang } = useFormat();
  return useQuery({ query: uploadQuery, variables: { id, lang }, requestPolicy: 'cache-and-network' });
}

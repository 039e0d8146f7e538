import { type ChampProps, erreurDe, idDeChemin, libelleDe } from './champ.tsx'
import { FileUpload } from './govuk/file-upload.tsx'

/**
 * A file to send. Without the browser script it is an ordinary input of a multipart form; with it, and when `envoi`
 * gives an address, the file leaves at once by pieces of 1 MiB and resumes after a cut.
 * `nature` is repeated to the server as `data-nature`.
 */
export function ChampFichier(
  p: ChampProps & {
    envoi?: string | undefined
    nature?: string | undefined
    accepte?: string | undefined
    plusieurs?: boolean | undefined
  },
) {
  const champ = (
    <FileUpload
      id={idDeChemin(p.chemin)}
      name={p.chemin}
      label={libelleDe(p)}
      hint={p.aide ? { text: p.aide } : undefined}
      errorMessage={erreurDe(p.erreurs, p.chemin)}
      multiple={p.plusieurs}
      attributes={{ accept: { value: p.accepte, optional: true } }}
    />
  )
  if (!p.envoi) return champ
  return (
    <div class="laureat-televersement" data-televersement={p.envoi} data-nature={p.nature ?? p.chemin}>
      {champ}
    </div>
  )
}

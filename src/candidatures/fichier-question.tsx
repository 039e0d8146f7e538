import type { Question } from '../domaine/appel/schema-formulaire.ts'
import type { Piece } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ACCEPTES } from '../socle/fichiers/formats.ts'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe } from '../ui/champs.tsx'
import { taille } from '../ui/formats.ts'
import { urls } from '../urls.ts'
import type { PieceConnue } from './bibliotheque.ts'

type Props = {
  q: Question
  dossier: string
  uai: string | undefined
  pieces: Piece[]
  connues: PieceConnue[]
  erreurs: Erreur[]
}

/** A file to give: what is there, a new one to send (resumable when the script is there), or one already in the library. */
export const FichierQuestion = ({ q, dossier, uai, pieces, connues, erreurs }: Props) => {
  const envoi = uai ? urls.envoisEcole.href({ id: dossier, uai }) : urls.envois.href({ id: dossier })
  const la = pieces.length > 0
  return (
    <div class="govuk-form-group" id={la ? undefined : `zone-${q.id}`}>
      {la ? (
        <>
          <p class="govuk-label">{q.libelle}</p>
          <ListePieces dossier={dossier} pieces={pieces} retirer />
        </>
      ) : null}
      <ChampFichier
        chemin={q.id}
        libelle={la ? 'Remplacer par un autre fichier' : q.libelle}
        aide={la ? undefined : q.aide}
        erreurs={erreurs}
        facultatif={!q.obligatoire && !la}
        envoi={envoi.replace(/\/envois$/, '')}
        nature={q.id}
        accepte={ACCEPTES}
      />
      {connues.length > 0 && !la ? (
        <ChampListe
          chemin={`reprendre.${q.id}`}
          libelle="Ou reprendre un fichier déjà envoyé"
          vide="Aucun"
          choix={connues.map((c) => ({ valeur: c.id, libelle: `${c.nom} (${taille(c.octets)}, ${dateSimple(c.le)})` }))}
        />
      ) : null}
    </div>
  )
}

const ANTIVIRUS: Record<string, string> = {
  sain: 'analysé, aucun virus',
  non_analyse: 'non analysé par l’antivirus',
  infecte: 'virus détecté',
}

/** Pieces with their size; `controles` adds their virus state and the beginning of their SHA-256, for pages of record. */
export const ListePieces = ({
  dossier,
  pieces,
  retirer,
  controles,
}: {
  dossier: string
  pieces: Piece[]
  retirer?: boolean
  controles?: boolean
}) => (
  <ul class="govuk-list laureat-pieces">
    {pieces.map((p) => (
      <li>
        <a class="govuk-link" href={urls.piece.href({ id: dossier, piece: p.id })}>
          {p.nom}
        </a>{' '}
        <span class="laureat-discret">
          {taille(p.octets)}
          {controles || p.antivirus === 'infecte' ? `, ${ANTIVIRUS[p.antivirus] ?? p.antivirus}` : ''}
          {controles ? `, empreinte\u00a0${p.sha256.slice(0, 12)}…` : ''}
        </span>{' '}
        {retirer ? (
          <button type="submit" name="retirer_piece" value={p.id} class="laureat-bouton-lien">
            Retirer<span class="govuk-visually-hidden"> {p.nom}</span>
          </button>
        ) : null}
      </li>
    ))}
  </ul>
)

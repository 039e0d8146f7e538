import type { ComponentChildren } from 'preact'
import { ecolesVivantes, type Piece } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { nommerPiece } from '../domaine/nommer.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { ACCEPTES } from '../socle/fichiers/formats.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe } from '../ui/champs.tsx'
import { taille } from '../ui/formats.ts'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { PieceConnue } from './bibliotheque.ts'
import type { Ecran } from './ecran.ts'
import { ListePieces } from './fichier-question.tsx'

type Props = { e: Ecran; connues: PieceConnue[]; refus: Refus | undefined; fait: string | undefined }

const FAITS: Record<string, string> = {
  recue: 'La pièce est dans le dossier.',
  retiree: 'La pièce est retirée du dossier.',
}

/** All the pieces of a dossier, and the library of the organisation. */
export const PiecesPage = ({ e, connues, refus, fait }: Props) => {
  const { faits } = e
  const id = faits.dossier.id
  const modifiable = ['brouillon', 'a_completer'].includes(faits.dossier.etat)
  const groupes = [...new Set(faits.pieces.map((p) => p.ecole))]
  const erreurs = refus?.erreurs ?? (refus ? [{ chemin: '', message: refus.detail }] : [])
  return (
    <Page
      {...e.cadre}
      titre="Pièces du dossier"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Dossier {faits.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Pièces</h1>
      {fait && Object.hasOwn(FAITS, fait) ? <Avis ton="succes" titre={FAITS[fait ?? ''] ?? ''} /> : null}
      {faits.pieces.length === 0 ? (
        <Vide titre="Aucune pièce pour le moment.">
          <p class="govuk-body">Les pièces demandées se déposent dans les pages du dossier, à leur place.</p>
        </Vide>
      ) : (
        <Retirables e={e} modifiable={modifiable}>
          {groupes.map((uai) => (
            <section class="laureat-groupe">
              <h2 class="govuk-heading-m">{titre(e, uai)}</h2>
              {natures(faits.pieces, uai).map((n) => (
                <>
                  <h3 class="govuk-heading-s">{libelleNature(e, n)}</h3>
                  <ListePieces
                    controles
                    dossier={id}
                    pieces={faits.pieces.filter((p) => p.ecole === uai && p.nature === n)}
                    retirer={modifiable}
                  />
                </>
              ))}
            </section>
          ))}
        </Retirables>
      )}
      {modifiable ? (
        <section class="laureat-groupe">
          <h2 class="govuk-heading-m">Ajouter une autre pièce</h2>
          <Formulaire
            action={urls.pieces.href(
              { id },
              { nature: 'autre', ecole: e.profil === 'ecole' ? faits.ecoles[0]?.uai : undefined },
            )}
            csrf={e.cadre.csrf}
            fichiers
          >
            <ChampFichier
              chemin="fichier"
              libelle="Fichier"
              aide="Tout document utile à l’examen, de 20 Mo au plus : PDF, image, Word, tableur."
              accepte={ACCEPTES}
              erreurs={erreurs}
            />
            <Bouton ton="secondaire">Ajouter la pièce</Bouton>
          </Formulaire>
        </section>
      ) : null}
      {modifiable && connues.length > 0 ? <Bibliotheque e={e} connues={connues} /> : null}
    </Page>
  )
}

const Bibliotheque = ({ e, connues }: { e: Ecran; connues: PieceConnue[] }) => {
  const natures = e.faits.appel.formulaire.flatMap((s) =>
    s.questions.filter((q) => q.type === 'fichier').map((q) => ({ valeur: q.id, libelle: q.libelle })),
  )
  return (
    <section class="laureat-groupe">
      <h2 class="govuk-heading-m">Reprendre une pièce déjà envoyée</h2>
      <p class="govuk-body">Votre organisme a déjà envoyé ces fichiers : inutile de les envoyer une seconde fois.</p>
      <Formulaire action={urls.pieces.href({ id: e.faits.dossier.id })} csrf={e.cadre.csrf}>
        <ChampListe
          chemin="reprendre"
          libelle="Fichier"
          choix={connues.map((c) => ({ valeur: c.id, libelle: `${c.nom} (${taille(c.octets)}, ${dateSimple(c.le)})` }))}
        />
        <ChampListe chemin="nature" libelle="Pour quelle pièce ?" vide="Une autre pièce" choix={natures} />
        <ChampListe
          chemin="ecole"
          libelle="Pour quelle école ?"
          vide="Tout le dossier"
          choix={ecolesVivantes(e.faits).map((x) => ({ valeur: x.uai, libelle: typographier(x.nom) }))}
        />
        <Bouton ton="secondaire">Reprendre ce fichier</Bouton>
      </Formulaire>
    </section>
  )
}

const titre = (e: Ecran, uai: string | null): string =>
  uai === null ? 'Pour tout le dossier' : typographier(e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? uai)

const natures = (pieces: Piece[], uai: string | null): string[] => [
  ...new Set(pieces.filter((p) => p.ecole === uai).map((p) => p.nature)),
]

const libelleNature = (e: Ecran, nature: string): string =>
  e.faits.appel.formulaire.flatMap((s) => s.questions).find((q) => q.id === nature)?.libelle ??
  e.faits.appel.pieces.find((p) => p.nature === nature)?.libelle ??
  nommerPiece(nature) ??
  'Autre pièce'

/** A form only where something can be taken out. */
const Retirables = (p: { e: Ecran; modifiable: boolean; children: ComponentChildren }) =>
  p.modifiable ? (
    <Formulaire action={urls.pieces.href({ id: p.e.faits.dossier.id })} csrf={p.e.cadre.csrf}>
      {p.children}
    </Formulaire>
  ) : (
    <div>{p.children}</div>
  )

import type { Faits } from '../domaine/faits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { type LigneBrute, lignesBrutes } from '../registre/lignes-saisies.ts'
import type { Corps } from '../socle/http/corps.ts'
import { erreurDe, idDeChemin } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { classes } from '../ui/govuk/attributs.ts'
import { Details } from '../ui/govuk/details.tsx'
import { LignesAchat } from '../ui/lignes-achat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { type LigneTable, nombreSaisi } from './lignes-facture.ts'

type Props = {
  f: Faits
  corps: Corps
  erreurs: Erreur[]
  /** Its rank on the page, from 0. */
  i: number
  /** The lines bought that it bills, when there are few enough for a table. */
  table: LigneTable[] | undefined
  /** Lines that it had when it was sent before. */
  envoyees: LigneBrute[]
}

/** What an invoice bills: the lines bought, filled in, where only what differs is typed; else rows to fill. A spreadsheet may be pasted. */
export const LignesDeFacture = (p: Props) => {
  const chemin = `factures.${p.i}.lignes`
  const collees = `factures.${p.i}.collees`
  const texte = p.corps[collees]
  return (
    <>
      {p.table ? <Table {...p} table={p.table} chemin={chemin} /> : <Libres {...p} chemin={chemin} />}
      <Details
        summaryText={`Coller les lignes depuis un tableur (facture ${p.i + 1})`}
        open={Boolean(texte) || p.erreurs.some((e) => e.chemin === collees)}
        text={
          <ChampLong
            chemin={collees}
            libelle="Lignes collées"
            aide="Une ligne par article : UAI de l’école ; article du catalogue ; quantité ; prix unitaire HT. Par exemple : 0380032D ; tablette_stylet ; 8 ; 480,00. Elles remplacent celles du dessus."
            lignes={3}
            facultatif
            erreurs={p.erreurs}
            valeur={typeof texte === 'string' ? texte : texte?.at(-1)}
          />
        }
      />
    </>
  )
}

const Table = (p: Props & { table: LigneTable[]; chemin: string }) => {
  const saisies = lignesBrutes(p.corps, p.chemin)
  const erreur = erreurDe(p.erreurs, p.chemin)
  const plusieurs = new Set(p.table.map((l) => l.ecole)).size > 1
  return (
    <div class={classes('laureat-saisie-tableau', erreur && 'govuk-form-group--error')} id={idDeChemin(p.chemin)}>
      {erreur ? <MessageErreur id={`${idDeChemin(p.chemin)}-error`} texte={erreur.text} /> : null}
      <p class="govuk-hint">
        Corrigez seulement ce qui diffère ; mettez 0 à ce qui n’est pas sur cette facture.
        {p.table.some((l) => !Number.isInteger(l.demande))
          ? ' Une facture envoyée sans détail compte en proportion de son montant : d’où les décimales.'
          : ''}
      </p>
      <Tableau
        legende={`Ce que la facture ${p.i + 1} comprend`}
        colonnes={[
          { titre: 'Article' },
          { titre: 'Commandé', nombre: true },
          { titre: 'Livré', nombre: true },
          { titre: 'Déjà demandé', nombre: true },
          { titre: 'Sur cette facture', nombre: true },
          { titre: 'Prix unitaire HT (€)', nombre: true },
          { titre: 'TVA (%)', nombre: true },
        ]}
        lignes={p.table.map((l, k) => {
          const nom = `${l.designation}${plusieurs ? `, ${nomDe(p.f, l.ecole)}` : ''}`
          const cellule = (champ: keyof LigneTable['rempli'], quoi: string) => (
            <Cellule
              chemin={`${p.chemin}.${k}.${champ}`}
              libelle={`${quoi}, ${nom}, facture ${p.i + 1}`}
              valeur={saisies?.[k]?.[champ] ?? l.rempli[champ]}
              erreurs={p.erreurs}
            />
          )
          return [
            <>
              {nom}
              <input type="hidden" name={`${p.chemin}.${k}.cle`} value={l.cle} />
            </>,
            nombreSaisi(l.commande),
            nombreSaisi(l.livre),
            nombreSaisi(l.demande),
            cellule('quantite', 'Quantité'),
            cellule('prixUnitaireHt', 'Prix unitaire hors taxes'),
            cellule('tva', 'Taux de TVA'),
          ]
        })}
      />
    </div>
  )
}

const Libres = (p: Props & { chemin: string }) => (
  <LignesAchat
    legende={`Ce que la facture ${p.i + 1} comprend`}
    aide="Seulement si elle diffère de vos devis et de vos commandes, ou si ce fournisseur n’y est pas."
    chemin={p.chemin}
    lignes={lignesBrutes(p.corps, p.chemin) ?? p.envoyees}
    ecoles={ecolesVivantes(p.f).map((e) => ({ uai: e.uai, nom: typographier(e.nom) }))}
    catalogue={p.f.appel.catalogue}
    erreurs={p.erreurs}
  />
)

const Cellule = (p: { chemin: string; libelle: string; valeur: string; erreurs: Erreur[] }) => {
  const id = idDeChemin(p.chemin)
  const erreur = erreurDe(p.erreurs, p.chemin)
  return (
    <span class={classes('laureat-saisie-cellule', erreur && 'laureat-saisie-cellule--erreur')}>
      <label class="govuk-visually-hidden" for={id}>
        {p.libelle}
      </label>
      {erreur ? <MessageErreur id={`${id}-error`} texte={erreur.text} /> : null}
      <input
        class={classes('govuk-input laureat-chiffres', erreur && 'govuk-input--error')}
        type="text"
        inputmode="decimal"
        id={id}
        name={p.chemin}
        value={p.valeur}
        aria-describedby={erreur ? `${id}-error` : undefined}
      />
    </span>
  )
}

const MessageErreur = (p: { id: string; texte: string }) => (
  <span class="govuk-error-message" id={p.id}>
    <span class="govuk-visually-hidden">Erreur&nbsp;:</span> {p.texte}
  </span>
)

const nomDe = (f: Faits, uai: string): string => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)

import type { Facture } from '../domaine/faits.ts'
import { euros, montantSaisi } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { lignesBrutes } from '../registre/lignes-saisies.ts'
import { type Corps, saisi } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { LignesDeFacture } from './facture-lignes.tsx'
import type { FactureProposee } from './factures-proposees.ts'
import { CHAMPS_DE_LIGNE, type LigneTable, lignesEnvoyees } from './lignes-facture.ts'

type Props = {
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  i: number
  x: Facture | undefined
  prop: FactureProposee | undefined
  /** The lines of the order or the quote, when they fit in a table. */
  table: LigneTable[] | undefined
}

/** One invoice of a claim. What the order or the quote already says is filled in and folded: `x` is the one sent before, `prop` what
 * is left to bill. */
export const UneFacture = (p: Props) => {
  const { i, x, prop } = p
  const prive = p.r.faits.organisme.type === 'ogec'
  const { t, c } = lire(p)
  const nom = prop?.nom ?? (typeof x?.contenu.fournisseur === 'string' ? x.contenu.fournisseur : '')
  const differe = ['fournisseur.siret', 'ht', 'tva', 'lignes', 'collees']
  const ouverte =
    !prop ||
    p.erreurs.some((e) => differe.some((d) => e.chemin.startsWith(c(d)))) ||
    Boolean(t(c('collees'))) ||
    (lignesBrutes(p.corps, c('lignes')) ?? []).some((b, k) =>
      CHAMPS_DE_LIGNE.some((nom) => (b[nom] ?? '') !== (p.table?.[k]?.rempli[nom] ?? '')),
    ) ||
    (t(c('ht')) !== undefined && t(c('ht')) !== montantSaisi(prop.ht)) ||
    (t(c('tva')) !== undefined && t(c('tva')) !== montantSaisi(prop.tva))
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">
        Facture {i + 1}
        {nom ? `, ${nom}` : ''}
      </legend>
      {(t(c('piece')) ?? x?.piece_id) ? (
        <input type="hidden" name={c('piece')} value={t(c('piece')) ?? x?.piece_id ?? ''} />
      ) : null}
      <ChampFichier
        chemin={c('piece')}
        libelle={(t(c('piece')) ?? x?.piece_id) ? 'Fichier (déjà reçu)' : 'Fichier de la facture'}
        erreurs={p.erreurs}
      />
      <ChampTexte
        chemin={c('numero')}
        libelle="Numéro de la facture"
        largeur={20}
        erreurs={p.erreurs}
        valeur={t(c('numero')) ?? x?.numero}
      />
      <ChampDate
        chemin={c('date')}
        libelle="Date de la facture"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, c('date')) || x?.date}
      />
      {prive ? null : (
        <>
          <ChampTexte
            chemin={c('mandat')}
            libelle="Numéro du mandat de paiement"
            aide="Le numéro que votre comptabilité donne à l’ordre de payer cette facture. Il est sur le bordereau de mandats remis au comptable public."
            largeur={20}
            erreurs={p.erreurs}
            valeur={t(c('mandat')) ?? x?.mandat ?? undefined}
          />
          <ChampDate
            chemin={c('mandatLe')}
            libelle="Date du mandat de paiement"
            aide="Celle du mandat, et non celle du virement."
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, c('mandatLe')) || (x?.mandat_le ?? undefined)}
          />
        </>
      )}
      {prop ? (
        <>
          <p class="govuk-body">
            {prop.source === 'commande' ? 'Repris de votre commande' : 'Repris du devis'} : {euros(prop.ht)} HT et{' '}
            {euros(prop.tva)} de TVA, soit {euros(prop.ht + prop.tva)}.
          </p>
          <Details
            summaryText={`Les quantités, les prix, le montant ou le fournisseur diffèrent (facture ${i + 1})`}
            open={ouverte}
            text={<Montants {...p} />}
          />
        </>
      ) : (
        <Montants {...p} />
      )}
    </fieldset>
  )
}

const lire = (p: Props) => ({
  t: (nom: string) => saisi(p.corps, nom),
  c: (champ: string) => `factures.${p.i}.${champ}`,
})

const Montants = (p: Props) => {
  const { x, prop } = p
  const { t, c } = lire(p)
  const lignes = (
    <LignesDeFacture
      f={p.r.faits}
      corps={p.corps}
      erreurs={p.erreurs}
      i={p.i}
      table={p.table}
      envoyees={lignesEnvoyees(x)}
    />
  )
  return (
    <>
      {prop ? lignes : null}
      <ChampTexte
        chemin={c('fournisseur.siret')}
        libelle="SIRET du fournisseur"
        aide="Quatorze chiffres, écrits en bas de la facture."
        largeur={20}
        erreurs={p.erreurs}
        valeur={t(c('fournisseur.siret')) ?? x?.siret ?? prop?.siret}
      />
      <ChampMontant
        chemin={c('ht')}
        libelle="Montant hors taxes"
        aide={
          prop
            ? 'Le total écrit sur la facture. Si vous ne changez que les lignes, il se recalcule. Pour un avoir, un montant négatif.'
            : 'Le total écrit sur la facture. Pour un avoir, un montant négatif.'
        }
        erreurs={p.erreurs}
        valeur={t(c('ht')) ?? (x ? montantSaisi(x.ht) : prop ? montantSaisi(prop.ht) : undefined)}
      />
      <ChampMontant
        chemin={c('tva')}
        libelle="TVA"
        erreurs={p.erreurs}
        valeur={t(c('tva')) ?? (x ? montantSaisi(x.tva) : prop ? montantSaisi(prop.tva) : undefined)}
      />
      {prop ? null : lignes}
    </>
  )
}

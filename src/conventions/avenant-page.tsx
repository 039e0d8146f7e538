import { CE_QU_IL_FAUT, direChangement, estGenre, nommerAvenant } from '../domaine/convention/avenants.ts'
import type { Avenant } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { nommerDocument } from '../domaine/nommer.ts'
import { avecCapitale } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import { GestesAvenant } from './avenant-gestes.tsx'
import { VueComparaison } from './comparaison.tsx'
import type { Comparaison } from './comparer-convention.ts'
import { ETATS_AVENANT } from './liste-avenants.tsx'

export type VueAvenant = {
  cadre: Cadre
  r: Regard
  a: Avenant
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: string | undefined
  documents: { id: string; genre: string; nom: string; le: Date }[]
  comparaison: Comparaison | undefined
}

/** One change of the agreement: what was asked, where it stands, and the one form of the person who is awaited. */
export const AvenantPage = (p: VueAvenant) => {
  const { id, numero } = p.r.faits.dossier
  const nom = estGenre(p.a.genre) ? CE_QU_IL_FAUT[p.a.genre].nom : p.a.genre
  return (
    <Page
      {...p.cadre}
      titre={`Changement demandé : ${nom}`}
      prive
      erreurs={p.erreurs}
      retour={{ href: urls.avenants.href({ id }), libelle: 'Retour aux changements' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {numero}</p>
      <h1 class="govuk-heading-xl">{nom}</h1>
      {p.fait ? <Avis ton="succes" titre={FAITS[p.fait] ?? 'C’est enregistré.'} /> : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <Recapitulatif lignes={lignes(p)} />
      <VueComparaison comparaison={p.comparaison} quoi="l’avenant envoyé" />
      <GestesAvenant {...p} />
    </Page>
  )
}

const FAITS: Record<string, string> = {
  demande: 'Votre demande est envoyée. Le service vous répond dans ce dossier.',
  retourner_avenant_signe: 'Votre signature est enregistrée. On attend celle du Département.',
  conclure_avenant: 'Le changement s’applique. La convention à jour est prête.',
}

const lignes = ({ a, r, documents }: VueAvenant) => {
  const c = a.contenu
  const vote = objet(c.vote)
  const signe = objet(c.signatureBeneficiaire)
  const conclu = objet(c.conclu)
  const piece = r.faits.pieces.find((x) => x.id === c.piece)
  const lien = (href: string, texte: string) => <a href={href}>{texte}</a>
  const id = r.faits.dossier.id
  const pieceDe = (o: Record<string, unknown>, texte: string) =>
    typeof o.piece === 'string' ? [' : ', lien(urls.piece.href({ id, piece: o.piece }), texte)] : []
  return [
    { cle: 'Ce qui change', valeur: `${avecCapitale(direChangement(a))}.` },
    { cle: 'Motif', valeur: String(c.motif ?? '') },
    { cle: 'Demandé le', valeur: dateSimple(a.cree_le) },
    ...(piece ? [{ cle: 'Pièce', valeur: lien(urls.piece.href({ id, piece: piece.id }), piece.nom) }] : []),
    { cle: 'État', valeur: a.etat === 'notifie' ? nommerAvenant(a) : ETATS_AVENANT[a.etat].mot },
    ...(c.avis ? [{ cle: 'Avis du service', valeur: String(c.avis) }] : []),
    ...(vote.date
      ? [
          {
            cle: 'Vote',
            valeur: `Commission permanente du ${dateSimple(String(vote.date))}, délibération ${String(vote.deliberation)}`,
          },
        ]
      : []),
    ...(signe.date
      ? [
          {
            cle: 'Signé par le bénéficiaire',
            valeur: (
              <>
                {nomme(signe)}, le {dateSimple(String(signe.date))}
                {pieceDe(signe, 'exemplaire signé')}
              </>
            ),
          },
        ]
      : []),
    ...(conclu.date
      ? [
          {
            cle: 'Conclu',
            valeur: (
              <>
                Le {dateSimple(String(conclu.date))}
                {pieceDe(conclu, 'exemplaire signé des deux parties')}
              </>
            ),
          },
        ]
      : []),
    ...(c.motifRefus ? [{ cle: 'Refusé', valeur: String(c.motifRefus) }] : []),
    ...documents.map((d) => ({
      cle: d.genre === 'avenant' ? 'À signer' : 'Convention à jour',
      valeur: lien(urls.document.href({ id, document: d.id }), nommerDocument(d)),
    })),
  ]
}

const objet = (x: unknown): Record<string, unknown> => (typeof x === 'object' && x !== null ? { ...x } : {})
const nomme = (o: Record<string, unknown>): string => {
  const s = objet(o.signataire)
  return `${String(s.nom ?? '')}, ${String(s.qualite ?? '')}`
}

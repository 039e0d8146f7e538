import { deliberationFavorable } from '../domaine/convention/signature.ts'
import { echeancesDe } from '../domaine/echeances.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { nommerDocument } from '../domaine/nommer.ts'
import { instancesDe } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import { VueComparaison } from './comparaison.tsx'
import type { Comparaison } from './comparer-convention.ts'
import { Ent } from './convention-ent.tsx'
import { Deliberation, Notifier, peut, Signature } from './convention-gestes.tsx'
import { Avenants } from './convention-suites.tsx'

export type VueConvention = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: boolean
  documents: { id: string; genre: string; nom: string; le: Date }[]
  comparaison: Comparaison | undefined
  remarques: string[]
  comparaisonEnt: Comparaison | undefined
}

/** The agreement of a dossier: its text, the deliberation, the signatures, the launch, the ENT of each school, the amendments. */
export const ConventionPage = (p: VueConvention) => {
  const { faits: f } = p.r
  const { id, etat } = f.dossier
  const vote = voteEnVigueur(f)
  const signatures = f.signatures.filter((s) => s.objet === 'convention')
  const delib = deliberationFavorable(f)
  const derniere = f.deliberations.at(-1)
  const x = echeancesDe(f)
  return (
    <Page {...p.cadre} titre="Convention" prive erreurs={p.erreurs} retour={retourAuDossier(f, p.r.qualites)}>
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">Dossier {f.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Convention</h1>
      {p.fait ? <Avis ton="succes" titre="C’est enregistré." /> : null}
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <Recapitulatif
        lignes={[
          { cle: 'Subvention maximale', valeur: vote ? euros(vote.montant ?? 0) : 'Pas encore votée' },
          ...(vote
            ? [
                {
                  cle: 'Vote',
                  valeur: `Commission permanente du ${vote.date ? dateSimple(vote.date) : ''}, délibération ${vote.deliberation ?? ''}`,
                },
              ]
            : []),
          {
            cle: `Délibération ${instancesDe(f.organisme).delOrgane}`,
            valeur: derniere
              ? `${derniere.numero ?? 'Sans numéro'}, ${dateSimple(derniere.date)}, ${{ favorable: 'favorable', defavorable: 'défavorable', ajournee: 'ajournée' }[derniere.sens]}`
              : 'Attendue',
            action: lire(f, derniere?.piece_id, 'la délibération'),
          },
          ...signatures.map((s) => ({
            cle: s.partie === 'beneficiaire' ? 'Signée par le bénéficiaire' : 'Signée par le Département',
            valeur: `${s.nom}, ${s.qualite}, le ${dateSimple(s.date)}`,
            action: lire(f, s.piece_id, 'la convention signée'),
          })),
          ...(f.dossier.contenu.notification
            ? [{ cle: 'Notifiée le', valeur: dateSimple(f.dossier.contenu.notification.date) }]
            : []),
          ...(x.signature ? [{ cle: 'À retourner avant le', valeur: dateSimple(x.signature) }] : []),
          ...(x.achevement ? [{ cle: 'Fin des achats', valeur: dateSimple(x.achevement) }] : []),
          ...(x.justificatifs ? [{ cle: 'Justificatifs avant le', valeur: dateSimple(x.justificatifs) }] : []),
        ]}
      />
      {p.documents.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Documents</h2>
          <ul class="govuk-list">
            {p.documents.map((d) => (
              <li>
                <a href={urls.document.href({ id, document: d.id })}>{nommerDocument(d)}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <VueComparaison comparaison={p.comparaison} quoi="la convention envoyée" remarques={p.remarques} />
      {peut(p, 'instructeur') && etat === 'accorde' ? (
        <BoutonPost
          action={urls.convention.href({ id })}
          csrf={p.cadre.csrf}
          champs={{ geste: 'envoyer_convention', version: String(f.dossier.version) }}
        >
          Envoyer la convention
        </BoutonPost>
      ) : null}
      {peut(p, 'instructeur') && etat === 'convention_envoyee' ? (
        <BoutonPost
          lien
          action={urls.convention.href({ id })}
          csrf={p.cadre.csrf}
          champs={{ geste: 'envoyer_convention', version: String(f.dossier.version) }}
        >
          Établir de nouveau la convention (la délibération reste valable)
        </BoutonPost>
      ) : null}
      {peut(p, 'redacteur', 'signataire') && !delib && f.dossier.depose_le && !f.dossier.contenu.notification ? (
        <Deliberation {...p} />
      ) : null}
      {peut(p, 'redacteur', 'signataire') && delib && etat === 'convention_envoyee' ? (
        <Signature
          {...p}
          geste="retourner_convention_signee"
          titre="Retourner la convention signée"
          bouton="Envoyer la convention signée"
          qualite={instancesDe(f.organisme).qualite}
        />
      ) : null}
      {peut(p, 'presidence', 'instructeur') && etat === 'convention_signee' ? (
        <Signature
          {...p}
          geste="enregistrer_signature_departement"
          titre="Signature du Département"
          bouton="Enregistrer la signature"
          qualite={f.appel.signataire.qualite}
          nom={f.appel.signataire.prenomNom}
          delegation
        />
      ) : null}
      {peut(p, 'presidence', 'instructeur') && etat === 'convention_executee' ? <Notifier {...p} /> : null}
      <Ent {...p} />
      <Avenants {...p} />
    </Page>
  )
}

/** Whoever signs after somebody opens first what was signed. */
const lire = (f: Faits, piece: string | null | undefined, quoi: string) =>
  f.pieces.some((x) => x.id === piece)
    ? { href: urls.piece.href({ id: f.dossier.id, piece: piece ?? '' }, { lire: '1' }), libelle: 'Ouvrir', quoi }
    : undefined

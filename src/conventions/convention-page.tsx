import type { ComponentChildren } from 'preact'
import { GENRES_AVENANT } from '../domaine/actes/avenants.ts'
import { deliberationFavorable } from '../domaine/actes/conventionner.ts'
import { sansEnt } from '../domaine/actes/etats-argent.ts'
import { echeancesDe } from '../domaine/echeances.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { designer, instancesDe, typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Corps, Regard } from '../registre/formulaire-fichiers.ts'
import { Avis } from '../ui/avis.tsx'
import { retourAuDossier } from '../ui/cadre-argent.ts'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampListe, ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { dateSimple, euros } from '../ui/formats.ts'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { jourCourt } from './mots.ts'

export type VueConvention = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: boolean
  documents: { id: string; genre: string; nom: string }[]
  comparaison: string[] | undefined
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
                  valeur: `Commission permanente du ${vote.date ? jourCourt(vote.date) : ''}, délibération ${vote.deliberation ?? ''}`,
                },
              ]
            : []),
          {
            cle: `Délibération ${instancesDe(f.organisme).delOrgane}`,
            valeur: derniere
              ? `${derniere.numero ?? 'Sans numéro'}, ${jourCourt(derniere.date)}, ${{ favorable: 'favorable', defavorable: 'défavorable', ajournee: 'ajournée' }[derniere.sens]}`
              : 'Attendue',
          },
          ...signatures.map((s) => ({
            cle: s.partie === 'beneficiaire' ? 'Signée par le bénéficiaire' : 'Signée par le Département',
            valeur: `${s.nom}, ${s.qualite}, le ${jourCourt(s.date)}`,
          })),
          ...(f.dossier.contenu.notification
            ? [{ cle: 'Notifiée le', valeur: jourCourt(f.dossier.contenu.notification.date) }]
            : []),
          ...(x.signature ? [{ cle: 'À retourner avant le', valeur: jourCourt(x.signature) }] : []),
          ...(x.achevement ? [{ cle: 'Fin des achats', valeur: jourCourt(x.achevement) }] : []),
          ...(x.justificatifs ? [{ cle: 'Justificatifs avant le', valeur: jourCourt(x.justificatifs) }] : []),
        ]}
      />
      {p.documents.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">Documents</h2>
          <ul class="govuk-list">
            {p.documents.map((d) => (
              <li>
                <a href={urls.document.href({ id, document: d.id })}>{d.nom}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {p.comparaison ? (
        <Avis
          ton={p.comparaison.length === 0 ? 'succes' : 'attention'}
          titre={
            p.comparaison.length === 0
              ? 'Le document signé porte le texte de la convention envoyée.'
              : 'À vérifier sur le document signé'
          }
        >
          {p.comparaison.map((t) => (
            <p>{t}</p>
          ))}
        </Avis>
      ) : null}
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

type P = VueConvention
const peut = (p: P, ...roles: string[]): boolean =>
  p.r.qualites.some((q) => roles.includes(q.role) && q.ecoles === null)
const t = (p: P, nom: string): string | undefined => {
  const v = p.corps[nom]
  return typeof v === 'string' ? v : v?.[0]
}

const Geste = (p: P & { geste: string; titre: string; bouton: string; children: ComponentChildren }) => (
  <section>
    <h2 class="govuk-heading-m">{p.titre}</h2>
    <Formulaire action={urls.convention.href({ id: p.r.faits.dossier.id })} csrf={p.cadre.csrf} fichiers>
      <input type="hidden" name="version" value={p.r.faits.dossier.version} />
      <input type="hidden" name="geste" value={p.geste} />
      {t(p, 'piece') ? <input type="hidden" name="piece" value={t(p, 'piece')} /> : null}
      {p.children}
      <Bouton>{p.bouton}</Bouton>
    </Formulaire>
  </section>
)

const Deliberation = (p: P) => (
  <Geste
    {...p}
    geste="enregistrer_deliberation"
    titre={`La délibération ${instancesDe(p.r.faits.organisme).delOrgane}`}
    bouton="Enregistrer la délibération"
  >
    <p class="govuk-body">
      Une délibération prise plus tôt, au moment de la candidature, convient si elle autorise à signer.
    </p>
    <ChampFichier chemin="piece" libelle="Délibération" erreurs={p.erreurs} />
    <ChampDate chemin="date" libelle="Date de la séance" erreurs={p.erreurs} valeur={dateSaisie(p.corps, 'date')} />
    <ChampTexte
      chemin="numero"
      libelle="Numéro"
      facultatif
      aide="Laissez vide si elle n’en a pas."
      largeur={10}
      erreurs={p.erreurs}
      valeur={t(p, 'numero')}
    />
    <ChampChoix
      chemin="sens"
      libelle="Sens du vote"
      erreurs={p.erreurs}
      valeur={t(p, 'sens') ?? 'favorable'}
      choix={[
        { valeur: 'favorable', libelle: 'Favorable' },
        {
          valeur: 'defavorable',
          libelle: 'Défavorable',
          aide: 'Vous pourrez alors renoncer à la subvention depuis le dossier.',
        },
        { valeur: 'ajournee', libelle: 'Ajournée' },
      ]}
    />
    <Case
      chemin="autoriseSignature"
      libelle="Elle autorise à signer la convention"
      erreurs={p.erreurs}
      coche={t(p, 'autoriseSignature') === 'oui'}
    />
    <ChampTexte
      chemin="transmissionPrefecture"
      libelle="Accusé de réception de la préfecture"
      facultatif
      erreurs={p.erreurs}
      valeur={t(p, 'transmissionPrefecture')}
    />
  </Geste>
)

const Signature = (
  p: P & { geste: string; titre: string; bouton: string; qualite: string; nom?: string; delegation?: boolean },
) => (
  <Geste {...p}>
    <ChampFichier chemin="piece" libelle="Convention signée (PDF)" erreurs={p.erreurs} />
    <ChampTexte
      chemin="signataire.nom"
      libelle="Nom du signataire"
      erreurs={p.erreurs}
      valeur={t(p, 'signataire.nom') ?? p.nom ?? p.r.faits.dossier.contenu.signataire?.nom}
    />
    <ChampTexte
      chemin="signataire.qualite"
      libelle="En qualité de"
      erreurs={p.erreurs}
      valeur={t(p, 'signataire.qualite') ?? p.qualite}
    />
    {p.delegation ? (
      <ChampTexte
        chemin="delegation"
        libelle="Délégation"
        facultatif
        erreurs={p.erreurs}
        valeur={t(p, 'delegation') ?? p.r.faits.appel.signataire.delegation?.numero}
      />
    ) : null}
    <ChampDate chemin="date" libelle="Date de la signature" erreurs={p.erreurs} valeur={dateSaisie(p.corps, 'date')} />
  </Geste>
)

const Notifier = (p: P) => {
  const vote = voteEnVigueur(p.r.faits)
  const dit = (x: unknown) => (typeof x === 'string' ? x : undefined)
  return (
    <Geste {...p} geste="notifier" titre="Notifier : le programme est lancé" bouton="Notifier la subvention">
      <p class="govuk-body">
        Les délais partent de cette date. La commune, les écoles, le Rectorat et les partenaires sont prévenus.
      </p>
      <ChampDate
        chemin="date"
        libelle="Date d’envoi de la notification"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'date') ?? p.r.maintenant.toISOString().slice(0, 10)}
      />
      <ChampDate
        chemin="transmiseLe"
        libelle="Délibération transmise au préfet le"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'transmiseLe') ?? dit(vote?.contenu.transmiseLe)}
      />
      <ChampDate
        chemin="publieeLe"
        libelle="Délibération publiée le"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'publieeLe') ?? dit(vote?.contenu.publieeLe)}
      />
      <ChampFichier chemin="piece" libelle="Lettre de notification signée" facultatif erreurs={p.erreurs} />
    </Geste>
  )
}

const ETATS_ENT: Record<string, string> = {
  a_signer: 'À signer par la commune',
  signee_commune: 'À signer par le Rectorat',
  signee: 'Signée',
  sans_objet: 'Sans objet',
}

const Ent = (p: P) => {
  const f = p.r.faits
  const ecoles = ecolesVivantes(f).filter((e) => sansEnt(f, e.uai))
  if (ecoles.length === 0) return null
  const rectorat = peut(p, 'rectorat')
  const signer = ecoles.filter((e) =>
    rectorat ? e.convention_ent === 'signee_commune' : e.convention_ent === 'a_signer',
  )
  return (
    <section>
      <h2 class="govuk-heading-m">Espace numérique de travail (ENT)</h2>
      <p class="govuk-body">
        Ces écoles n’ont pas encore d’ENT. Il se présente au conseil d’école, et une convention protège les données des
        élèves.
      </p>
      <Tableau
        legende="ENT de chaque école"
        legendeCachee
        colonnes={[{ titre: 'École' }, { titre: 'Conseil d’école' }, { titre: 'Convention' }]}
        lignes={ecoles.map((e) => [
          typographier(e.nom),
          e.presentation_ent === 'presentee' ? (
            <PuceEtat ton="fait">Présenté</PuceEtat>
          ) : (
            <PuceEtat ton="attention">À présenter</PuceEtat>
          ),
          ETATS_ENT[e.convention_ent] ?? e.convention_ent,
        ])}
      />
      {(peut(p, 'redacteur', 'signataire') || rectorat) && signer.length > 0 ? (
        <Geste
          {...p}
          geste="signer_convention_ent"
          titre="Convention ENT signée"
          bouton="Enregistrer la convention ENT"
        >
          <ChampListe
            chemin="sur"
            libelle="École"
            erreurs={p.erreurs}
            valeur={t(p, 'sur')}
            choix={signer.map((e) => ({ valeur: e.uai, libelle: typographier(e.nom) }))}
          />
          <ChampFichier chemin="piece" libelle="Convention signée (PDF)" erreurs={p.erreurs} />
          <ChampDate
            chemin="date"
            libelle="Date de la signature"
            erreurs={p.erreurs}
            valeur={dateSaisie(p.corps, 'date')}
          />
        </Geste>
      ) : null}
    </section>
  )
}

const Avenants = (p: P) => {
  const f = p.r.faits
  const ouvert = ['convention_executee', 'notifie'].includes(f.dossier.etat)
  if (!ouvert && f.avenants.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Avenants et prorogations</h2>
      {f.avenants.length > 0 ? (
        <Tableau
          legende="Avenants"
          legendeCachee
          colonnes={[{ titre: 'Demande' }, { titre: 'Motif' }, { titre: 'Demandé le' }, { titre: 'État' }]}
          lignes={f.avenants.map((a) => [
            GENRES_AVENANT[a.genre as keyof typeof GENRES_AVENANT] ?? a.genre, // the table's keys
            String(a.contenu.motif ?? ''),
            dateSimple(a.cree_le),
            {
              demande: 'Demandé',
              instruit: 'Instruit',
              vote: 'Voté',
              signe: 'Signé',
              notifie: 'Conclu',
              refuse: 'Refusé',
            }[a.etat],
          ])}
        />
      ) : null}
      {ouvert && peut(p, 'redacteur', 'signataire') ? (
        <Details
          summaryText="Demander un changement"
          open={t(p, 'geste') === 'demander_avenant'}
          text={
            <Geste {...p} geste="demander_avenant" titre="Ce qui change" bouton="Demander ce changement">
              <ChampChoix
                chemin="genre"
                libelle="Que voulez-vous changer ?"
                erreurs={p.erreurs}
                valeur={t(p, 'genre')}
                choix={[
                  { valeur: 'prorogation', libelle: 'Le délai', aide: 'Par lettre, sans nouveau vote.' },
                  {
                    valeur: 'fournisseur',
                    libelle: 'Le fournisseur, ou un équipement équivalent',
                    aide: 'Un accord écrit suffit.',
                  },
                  { valeur: 'montant', libelle: 'Le montant', aide: 'Nouveau vote et nouvelle signature.' },
                  { valeur: 'objet', libelle: 'L’objet', aide: 'Nouveau vote et nouvelle signature.' },
                  {
                    valeur: 'beneficiaire',
                    libelle: 'Le bénéficiaire',
                    aide: `Un autre organisme que ${designer(f.organisme)}.`,
                  },
                ]}
              />
              <ChampLong chemin="motif" libelle="Pourquoi ?" lignes={3} erreurs={p.erreurs} valeur={t(p, 'motif')} />
              <ChampDate
                chemin="jusqua"
                libelle="Nouvelle date de fin"
                facultatif
                erreurs={p.erreurs}
                valeur={dateSaisie(p.corps, 'jusqua')}
              />
              <ChampMontant
                chemin="montant"
                libelle="Nouveau montant"
                facultatif
                erreurs={p.erreurs}
                valeur={t(p, 'montant')}
              />
            </Geste>
          }
        />
      ) : null}
    </section>
  )
}

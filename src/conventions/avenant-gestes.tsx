import { AVEC_VOTE } from '../domaine/actes/etats-avenant.ts'
import { CONVENTION_COMPLETE } from '../domaine/etats.ts'
import { instancesDe } from '../domaine/organismes.ts'
import { texteDe } from '../socle/http/corps.ts'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Geste, Jour, Montant, Texte } from './avenant-champs.tsx'
import type { VueAvenant } from './avenant-page.tsx'

type P = VueAvenant

/** The forms that this person may use at this point of the amendment. */
export const GestesAvenant = (p: P) => {
  const { etat, genre } = p.a
  if (!CONVENTION_COMPLETE.includes(p.r.faits.dossier.etat)) return null
  const vote = AVEC_VOTE.includes(genre)
  const concluable = vote ? etat === 'vote' || etat === 'signe' : etat === 'instruit'
  return (
    <>
      {etat === 'demande' && peut(p, 'instructeur') ? <Instruire {...p} /> : null}
      {etat === 'instruit' && vote && peut(p, 'secretaire_assemblee') ? <Voter {...p} /> : null}
      {etat === 'vote' && peut(p, 'redacteur', 'signataire') ? <Retourner {...p} /> : null}
      {concluable && peut(p, 'presidence', 'instructeur') ? <Conclure {...p} vote={vote} /> : null}
      {['demande', 'instruit', 'vote', 'signe'].includes(etat) &&
      peut(p, 'presidence', 'instructeur', 'secretaire_assemblee') ? (
        <Details
          summaryText="Refuser ce changement"
          open={texteDe(p.corps, 'geste') === 'refuser_avenant'}
          text={
            <Geste {...p} geste="refuser_avenant" bouton="Refuser">
              <ChampLong
                chemin="refuser_avenant.motif"
                libelle="Motif du refus"
                lignes={3}
                erreurs={p.erreurs}
                valeur={texteDe(p.corps, 'motif')}
              />
            </Geste>
          }
        />
      ) : null}
    </>
  )
}

const Instruire = (p: P) => (
  <Geste {...p} geste="instruire_avenant" titre="Instruire la demande" bouton="Enregistrer l’instruction">
    <ChampLong
      chemin="instruire_avenant.avis"
      libelle="Avis du service"
      lignes={3}
      facultatif
      erreurs={p.erreurs}
      valeur={texteDe(p.corps, 'avis')}
    />
    {p.a.genre === 'montant' ? <Montant {...p} geste="instruire_avenant" libelle="Montant proposé" /> : null}
  </Geste>
)

const Voter = (p: P) => (
  <Geste {...p} geste="voter_avenant" titre="Vote de la commission permanente" bouton="Enregistrer le vote">
    <Jour {...p} geste="voter_avenant" nom="date" libelle="Date de la séance" />
    <Texte {...p} geste="voter_avenant" nom="deliberation" libelle="Numéro de la délibération" />
    {p.a.genre === 'montant' ? <Montant {...p} geste="voter_avenant" libelle="Nouveau montant voté" /> : null}
    <Jour {...p} geste="voter_avenant" nom="transmiseLe" libelle="Transmise au préfet le" facultatif />
    <Jour {...p} geste="voter_avenant" nom="publieeLe" libelle="Publiée le" facultatif />
    <ChampFichier chemin="voter_avenant.piece" libelle="Délibération" facultatif erreurs={p.erreurs} />
  </Geste>
)

const Retourner = (p: P) => {
  const g = 'retourner_avenant_signe'
  return (
    <Geste {...p} geste={g} titre="Retourner l’avenant signé" bouton="Envoyer l’avenant signé">
      <Jour {...p} geste={g} nom="deliberation.date" libelle="Date de la délibération" />
      <Texte {...p} geste={g} nom="deliberation.numero" libelle="Numéro de la délibération" facultatif />
      <ChampFichier chemin={`${g}.deliberation.piece`} libelle="Délibération de votre assemblée" erreurs={p.erreurs} />
      <ChampFichier chemin={`${g}.piece`} libelle="Avenant signé (PDF)" erreurs={p.erreurs} />
      <Texte
        {...p}
        geste={g}
        nom="signataire.nom"
        libelle="Nom du signataire"
        aide="Prénom et nom de la personne qui a signé, comme ils sont écrits sous la signature."
        defaut={p.r.faits.dossier.contenu.signataire?.nom}
      />
      <Texte
        {...p}
        geste={g}
        nom="signataire.qualite"
        libelle="En qualité de"
        defaut={instancesDe(p.r.faits.organisme).qualite}
      />
      <Jour {...p} geste={g} nom="date" libelle="Date de la signature" />
    </Geste>
  )
}

const Conclure = (p: P & { vote: boolean }) => {
  const g = 'conclure_avenant'
  const libelle = p.vote
    ? 'Avenant signé des deux parties (PDF)'
    : p.a.genre === 'prorogation'
      ? 'Lettre de prorogation signée'
      : 'Accord écrit'
  return (
    <Geste
      {...p}
      geste={g}
      titre={p.vote ? 'Signature du Département' : 'Répondre favorablement'}
      bouton={p.vote ? 'Conclure l’avenant' : 'Accepter le changement'}
    >
      <ChampFichier
        chemin={`${g}.piece`}
        libelle={libelle}
        facultatif={!p.vote && (p.a.genre !== 'prorogation' || peut(p, 'presidence'))}
        erreurs={p.erreurs}
      />
      {p.vote ? (
        <>
          <Texte
            {...p}
            geste={g}
            nom="signataire.nom"
            libelle="Nom du signataire"
            aide="Prénom et nom de la personne qui a signé, comme ils sont écrits sous la signature."
            defaut={p.r.faits.appel.signataire.prenomNom}
          />
          <Texte
            {...p}
            geste={g}
            nom="signataire.qualite"
            libelle="En qualité de"
            defaut={p.r.faits.appel.signataire.qualite}
          />
        </>
      ) : null}
      <Jour {...p} geste={g} nom="date" libelle={p.vote ? 'Date de la signature' : 'Date de la réponse'} />
    </Geste>
  )
}

const peut = (p: P, ...roles: string[]): boolean =>
  p.r.qualites.some((q) => roles.includes(q.role) && q.ecoles === null)

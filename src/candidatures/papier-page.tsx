import { ecolesVivantes, type Piece } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { accorder } from '../domaine/francais.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import type { AppelPublie } from '../registre/appels.ts'
import { ACCEPTES } from '../socle/fichiers/formats.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Case, ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { Ecran } from './ecran.ts'
import { ListePieces } from './fichier-question.tsx'
import { titreOrganisme } from './mots.ts'

export type Demandeur = { siren: string; nom: string }

/** Which town hall wrote on paper? */
export const PapierPage = (p: {
  cadre: Cadre
  publie: AppelPublie
  q: string
  demandeurs: Demandeur[]
  refus: (Refus & { dossier?: string }) | undefined
}) => {
  const action = urls.candidaturePapier.href({ slug: p.publie.slug })
  return (
    <Page
      {...p.cadre}
      titre="Saisir une candidature papier"
      retour={{ href: urls.bureau.href({ slug: p.publie.slug }), libelle: 'Retour au bureau' }}
      prive
    >
      <p class="laureat-surtitre">{p.publie.appel.titre}</p>
      <h1 class="govuk-heading-xl">Saisir une candidature papier</h1>
      <p class="laureat-chapo">
        Ouvrez le dossier au nom de la collectivité, tapez ses réponses dans les mêmes pages, puis enregistrez le
        courrier. C’est le cachet de la poste qui fait foi pour le délai.
      </p>
      {p.refus ? (
        <Avis ton="attention" titre={p.refus.detail}>
          {p.refus.dossier ? <a href={urls.dossier.href({ id: p.refus.dossier })}>Ouvrir ce dossier</a> : null}
        </Avis>
      ) : null}
      <Recherche
        action={action}
        libelle="Quelle commune a écrit ?"
        aide="Un nom ou un code postal. L’intercommunalité de la commune est proposée aussi."
        valeur={p.q}
      />
      {p.q && p.demandeurs.length === 0 ? (
        <Vide titre={`Aucune commune du territoire ne répond à « ${p.q} ».`} />
      ) : null}
      {p.demandeurs.length > 0 ? (
        <Tableau
          legende="Demandeurs trouvés"
          legendeCachee
          colonnes={[{ titre: 'Demandeur' }, { titre: 'SIREN' }, { titre: 'Action' }]}
          lignes={p.demandeurs.map((d) => [
            d.nom,
            d.siren,
            <BoutonPost action={action} csrf={p.cadre.csrf} champs={{ organisme: d.siren }} lien>
              Ouvrir un dossier<span class="govuk-visually-hidden"> pour {d.nom}</span>
            </BoutonPost>,
          ])}
        />
      ) : null}
    </Page>
  )
}

type Depot = { e: Ecran; refus: Refus | undefined; champs: Record<string, string>; piece: Piece | undefined }

/** The letter itself: its scan, its dates, who signed. */
export const DepotPapierPage = ({ e, refus, champs, piece }: Depot) => {
  const { faits } = e
  const id = faits.dossier.id
  const manquants = completude(faits).manquants.length
  const erreurs = (refus?.erreurs ?? (refus ? [{ chemin: '', message: refus.detail }] : [])).slice(0, 30)
  const commune = reponsesDe(faits.reponses, 'commune')
  const texte = (x: unknown) => (typeof x === 'string' ? x : '')
  return (
    <Page
      {...e.cadre}
      titre="Enregistrer la candidature papier"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} titre="La candidature n’est pas enregistrée" />
      <p class="laureat-surtitre">
        Dossier {faits.dossier.numero} · {titreOrganisme(faits.organisme)}
      </p>
      <h1 class="govuk-heading-xl">Enregistrer la candidature papier</h1>
      {manquants > 0 ? (
        <Avis ton="attention" titre={`Il reste ${accorder(manquants, 'point')} à saisir avant d’enregistrer.`}>
          <a href={urls.relecture.href({ id })}>Voir ce qui manque</a>
        </Avis>
      ) : null}
      <Formulaire action={urls.depotPapier.href({ id })} csrf={e.cadre.csrf} fichiers>
        {piece ? <ListePieces dossier={id} pieces={[piece]} controles /> : null}
        <ChampFichier
          chemin="piece"
          libelle={piece ? 'Remplacer le document numérisé' : 'Le courrier reçu, numérisé'}
          aide="PDF ou image."
          accepte={ACCEPTES}
          erreurs={erreurs}
        />
        <ChampDate chemin="recuLe" libelle="Reçu le" valeur={champs.recuLe} erreurs={erreurs} />
        <ChampDate
          chemin="posteLe"
          libelle="Cachet de la poste"
          aide="Laissez vide si le courrier a été remis en main propre."
          valeur={champs.posteLe}
          erreurs={erreurs}
          facultatif
        />
        <ChampTexte
          chemin="nom"
          libelle="Signé par : prénom et nom"
          valeur={champs.nom ?? texte(commune.signataire_nom)}
          erreurs={erreurs}
        />
        <ChampTexte
          chemin="qualite"
          libelle="Sa qualité"
          valeur={champs.qualite ?? texte(commune.signataire_fonction)}
          erreurs={erreurs}
        />
        {ecolesVivantes(faits).map((x) => (
          <Case
            chemin={`ecoles.${x.uai}`}
            libelle={`L’accord de la direction de ${ecoleDite(x.nom)} est joint ou attesté`}
            coche={champs[`ecoles.${x.uai}`] === 'oui'}
            erreurs={erreurs}
          />
        ))}
        <Case
          chemin="engagements"
          libelle="L’attestation sur l’honneur est signée sur le document"
          coche={champs.engagements === 'oui'}
          erreurs={erreurs}
        />
        <Bouton>Enregistrer la candidature</Bouton>
      </Formulaire>
    </Page>
  )
}

import { jourParis } from '../domaine/calendrier.ts'
import { dateLongue } from '../domaine/francais.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { ajouterPieceDeSeance, pieceDeSeanceRefusee } from '../registre/piece-de-seance.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { type EcranSeance, entrerEnSeance } from './ecran-seance.ts'

/** The minutes once signed: one PDF, kept as the session's piece with its hash. */
export const routesSeanceProcesVerbal: Slice = ({ pages, maison }) => {
  const montrer = async (requete: Requete, corps: Corps = {}, non?: Refus) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    if (non?.statut === 403) return non
    const { id, etat } = e.vue.seance
    if (!non && (!e.prepare || (etat !== 'close' && etat !== 'publiee')))
      return { vers: urls.seance.href({ slug: e.slug, id }) }
    return { statut: non?.statut ?? 200, page: <ProcesVerbalPage e={e} corps={corps} non={non} /> }
  }
  pages.get(urls.seanceProcesVerbal, (requete) => montrer(requete))
  pages.post(urls.seanceProcesVerbal, async (requete) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    const lu = await lireEnvoi(maison, requete, e)
    if (estRefus(lu)) return montrer(requete, {}, lu)
    const { corps, erreurs, piece } = lu
    const detail = erreurs[0]?.message
    if (detail !== undefined)
      return montrer(requete, corps, { refus: true, statut: 422, code: 'saisie_invalide', detail, erreurs })
    const [nom, qualite] = [texteDe(corps, 'nom'), texteDe(corps, 'qualite')]
    const fait = await accomplirSeance(maison.porte, {
      seance: e.vue.seance.id,
      acte: 'signer_proces_verbal',
      saisie: {
        version: Number(texteDe(corps, 'version')),
        ...(piece ? { piece } : {}),
        date: dateSaisie(corps, 'date') || '',
        ...(nom || qualite ? { signataire: { nom, qualite } } : {}),
      },
      acteur: e.acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(requete, corps, fait)
    return { vers: urls.seance.href({ slug: e.slug, id: e.vue.seance.id }, { fait: 'signer_proces_verbal' }) }
  })
}

type Envoi = { corps: Corps; erreurs: Erreur[]; piece: string | undefined }

const lireEnvoi = async (maison: Maison, requete: Requete, e: EcranSeance): Promise<Envoi | Refus> => {
  if (!requete.isMultipart()) return { corps: requete.body ?? {}, erreurs: [], piece: undefined }
  const d = { seance: e.vue.seance.id, acteur: e.acteur, recuLe: requete.recuLe }
  const non = await pieceDeSeanceRefusee(maison.porte.base, d)
  const corps: Corps = {}
  const erreurs: Erreur[] = []
  let piece: string | undefined
  for await (const part of requete.parts({ limits: { fields: 30, files: 1, fileSize: 20_000_001 } })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') corps[part.fieldname] = part.value
      continue
    }
    if (!part.filename || non) {
      part.file.resume()
      continue
    }
    const recu = await recevoirFichier(maison, part.file, { nom: part.filename, type: part.mimetype, formats: ['pdf'] })
    const rangee = estRefus(recu)
      ? recu
      : await ajouterPieceDeSeance(maison.porte, { ...d, fichier: { ...recu, antivirus: recu.antivirus.etat } })
    if (estRefus(rangee)) erreurs.push({ chemin: 'piece', message: rangee.detail })
    else piece = rangee.id
  }
  return non ?? { corps, erreurs, piece }
}

const ProcesVerbalPage = ({ e, corps, non }: { e: EcranSeance; corps: Corps; non: Refus | undefined }) => {
  const { seance: s } = e.vue
  const erreurs = (non?.erreurs ?? []).map((x) => ({ ...x, chemin: x.chemin.replace(/^signataire\./, '') }))
  const aSigner = e.vue.documents.find((d) => d.genre === 'proces_verbal')
  return (
    <Page
      {...e.cadre}
      titre="Procès-verbal signé"
      prive
      erreurs={erreurs}
      retour={{ href: urls.seance.href({ slug: e.slug, id: s.id }), libelle: 'La séance' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Séance du {dateLongue(s.date)}</p>
      <h1 class="govuk-heading-xl">Procès-verbal signé</h1>
      {non && erreurs.length === 0 ? <Avis ton="erreur" titre={non.detail} /> : null}
      {aSigner ? (
        <p class="govuk-body">
          Imprimez{' '}
          <a href={urls.documentSeance.href({ slug: e.slug, id: s.id, document: aSigner.id })}>le procès-verbal</a>,
          faites-le signer, puis joignez-le ici. Son empreinte est gardée au journal de la séance.
        </p>
      ) : null}
      <Formulaire action={urls.seanceProcesVerbal.href({ slug: e.slug, id: s.id })} csrf={e.cadre.csrf} fichiers>
        <input type="hidden" name="version" value={s.version} />
        <ChampTexte
          chemin="nom"
          libelle="Nom de la personne qui a signé"
          facultatif
          erreurs={erreurs}
          valeur={texteDe(corps, 'nom')}
        />
        <ChampTexte
          chemin="qualite"
          libelle="En quelle qualité"
          aide="Par exemple : présidence de la commission"
          facultatif
          erreurs={erreurs}
          valeur={texteDe(corps, 'qualite')}
        />
        <ChampDate
          chemin="date"
          libelle="Date de la signature"
          erreurs={erreurs}
          valeur={dateSaisie(corps, 'date') || jourParis(e.maintenant)}
        />
        <ChampFichier
          chemin="piece"
          libelle="Procès-verbal signé"
          aide="Un PDF, 20 Mo au plus."
          accepte=".pdf,application/pdf"
          erreurs={erreurs}
        />
        <Bouton>Enregistrer le procès-verbal signé</Bouton>
      </Formulaire>
    </Page>
  )
}

import type { Acte } from '../domaine/acte.ts'
import { GENRES_AVENANT } from '../domaine/actes/etats-avenant.ts'
import { ACTES } from '../domaine/actes.ts'
import { ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampEntier, ChampListe, ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { type Corps, genreDe, LIBELLES, obligatoires, proprietes, VALEURS, valeurSeule } from './schema-acte.ts'

/** The fields of an act, made from its input schema: the same inputs as the API, with words. */
export const ChampsActe = (p: {
  acte: Acte
  faits: Faits
  erreurs: Erreur[]
  corps: Corps
  proposes?: Record<string, string>
}) => {
  const requis = obligatoires(p.acte)
  const valeur = (nom: string) => valeurSeule(p.corps[nom]) ?? p.proposes?.[nom]
  return (
    <>
      {p.acte.sur === 'ecole' ? (
        <ChampListe
          chemin="sur"
          libelle="École"
          erreurs={p.erreurs}
          valeur={valeurSeule(p.corps.sur)}
          choix={ecolesVivantes(p.faits).map((e) => ({ valeur: e.uai, libelle: `${typographier(e.nom)} (${e.uai})` }))}
        />
      ) : p.acte.sur ? (
        <ChampListe
          chemin="sur"
          libelle="Porte sur"
          erreurs={p.erreurs}
          valeur={valeurSeule(p.corps.sur)}
          choix={objets(p.acte, p.faits)}
        />
      ) : null}
      {proprietes(p.acte).map(([nom, s]) => {
        const commun = {
          chemin: nom,
          libelle: LIBELLES[nom] ?? nom.charAt(0).toUpperCase() + nom.slice(1),
          erreurs: p.erreurs,
          facultatif: !requis.has(nom),
        }
        if (nom === 'devis')
          return (
            <ChampListe {...commun} libelle="Devis" valeur={valeur(nom)} choix={objets({ sur: 'devis' }, p.faits)} />
          )
        switch (genreDe(nom, s)) {
          case 'choix':
            return (
              <ChampChoix
                {...commun}
                valeur={valeur(nom)}
                choix={(s.enum ?? []).map((v) => ({ valeur: v, libelle: VALEURS[v] ?? v }))}
              />
            )
          case 'date':
            return <ChampDate {...commun} valeur={dateSaisie(p.corps, nom) || p.proposes?.[nom]} />
          case 'case':
            return <Case chemin={nom} libelle={commun.libelle} erreurs={p.erreurs} coche={valeur(nom) === 'oui'} />
          case 'montant':
            return <ChampMontant {...commun} valeur={valeur(nom)} />
          case 'entier':
            return <ChampEntier {...commun} valeur={valeur(nom)} />
          case 'lignes':
            return <ChampLong {...commun} aide="Une valeur par ligne." lignes={3} valeur={valeur(nom)} />
          case 'long':
            return <ChampLong {...commun} lignes={5} valeur={valeur(nom)} />
          case 'piece':
            return (
              <ChampListe
                {...commun}
                valeur={valeur(nom)}
                choix={p.faits.pieces.map((x) => ({ valeur: x.id, libelle: x.nom }))}
              />
            )
          case 'personne':
            return (
              <>
                <ChampTexte
                  chemin={`${nom}.nom`}
                  libelle={`${commun.libelle} : nom`}
                  erreurs={p.erreurs}
                  valeur={valeur(`${nom}.nom`)}
                  facultatif={!requis.has(nom)}
                />
                <ChampTexte
                  chemin={`${nom}.qualite`}
                  libelle={`${commun.libelle} : qualité`}
                  erreurs={p.erreurs}
                  valeur={valeur(`${nom}.qualite`)}
                  facultatif={!requis.has(nom)}
                />
              </>
            )
          case 'texte':
            return <ChampTexte {...commun} valeur={valeur(nom)} />
          default:
            return null
        }
      })}
    </>
  )
}

const objets = (acte: Pick<Acte, 'sur'>, f: Faits): { valeur: string; libelle: string }[] => {
  const listes: Partial<Record<NonNullable<Acte['sur']>, { id: string; mot: string }[]>> = {
    devis: f.devis.map((d) => ({ id: d.id, mot: `${d.fournisseur_nom}, n° ${d.numero}` })),
    commande: f.commandes.map((c) => ({ id: c.id, mot: `${c.fournisseur}, ${dateSimple(c.date)}` })),
    versement: f.versements.map((v) => ({ id: v.id, mot: `${VERSEMENTS[v.type]} du ${dateSimple(v.cree_le)}` })),
    avenant: f.avenants.map((a) => ({ id: a.id, mot: nomDAvenant(a.genre) })),
    recours: f.recours.map((r) => ({ id: r.id, mot: `Recours ${r.genre} du ${dateSimple(r.date)}` })),
    procedure: f.procedures
      .filter((p) => p.genre !== 'rectification' || p.etat === 'a_approuver')
      .map((p) => ({ id: p.id, mot: nomDeProcedure(p) })),
    avis: f.avis.map((a) => ({ id: a.id, mot: estRole(a.role) ? ROLES[a.role].libelle : a.role })),
    action: f.actions.map((a) => ({ id: a.id, mot: PILIERS[a.pilier] })),
    convention: f.conventions.map((c) => ({ id: c.id, mot: `Convention n° ${c.numero}` })),
  }
  return (acte.sur ? (listes[acte.sur] ?? []) : []).map((o) => ({ valeur: o.id, libelle: o.mot }))
}

const VERSEMENTS: Record<Faits['versements'][number]['type'], string> = {
  avance: 'Avance',
  acompte: 'Acompte',
  solde: 'Solde',
}

const PILIERS: Record<Faits['actions'][number]['pilier'], string> = {
  formation: 'Formation',
  parentalite: 'Atelier avec les familles',
  ressources: 'Ressources',
}

const nomDAvenant = (genre: string): string =>
  Object.entries(GENRES_AVENANT).find(([cle]) => cle === genre)?.[1] ?? genre

const GENRES: Record<Faits['procedures'][number]['genre'], string> = {
  caducite: 'Caducité',
  reversement: 'Reversement',
  controle: 'Contrôle',
  demarrage_anticipe: 'Démarrage anticipé',
  rectification: 'Rectification',
}

const nomDeProcedure = (p: Faits['procedures'][number]): string => {
  if (p.genre !== 'rectification') return GENRES[p.genre]
  const { acte, par, motif } = p.contenu
  return `${ACTES[String(acte)]?.libelle ?? String(acte)}, demandée par ${String(par)} : ${String(motif)}`
}

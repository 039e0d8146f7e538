import type { ComponentChildren } from 'preact'
import type { Action } from '../domaine/faits.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import { ChampEntier, ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'

export type Props = {
  cadre: Cadre
  r: Regard
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
  fait: boolean
}

/** What follows an action already proposed or planned, for those who lead it. */
export const Suite = (p: Props & { a: Action; gere: boolean }) => {
  if (!p.gere) return null
  const quoi = String(p.a.contenu.theme ?? p.a.contenu.besoins ?? '').slice(0, 60)
  const formation = p.a.pilier === 'formation'
  return (
    <>
      <Geste
        {...p}
        titre={`Planifier : ${quoi}`}
        geste={formation ? 'planifier_formation' : 'planifier_atelier'}
        sur={p.a.id}
      >
        {(n) => (
          <>
            {formation ? null : <ChampTexte chemin={n('theme')} libelle="Thème" valeur={quoi} />}
            <ChampDate chemin={n('date')} libelle="Date" valeur={p.a.date ?? undefined} />
            <ChampTexte
              chemin={n('lieu')}
              libelle="Lieu"
              valeur={typeof p.a.contenu.lieu === 'string' ? p.a.contenu.lieu : undefined}
            />
          </>
        )}
      </Geste>
      <Geste
        {...p}
        titre={`Consigner : ${quoi}`}
        geste={formation ? 'consigner_formation' : 'consigner_atelier'}
        sur={p.a.id}
      >
        {(n) => (
          <>
            <ChampEntier
              chemin={n('nombre')}
              libelle={formation ? 'Nombre de participants' : 'Nombre de familles présentes'}
              largeur={4}
            />
            <ChampLong chemin={n('bilan')} libelle="Bilan" lignes={3} facultatif />
          </>
        )}
      </Geste>
    </>
  )
}

/** One form of the page, folded, with its hidden fields. */
export const Geste = (
  p: Props & {
    titre: string
    geste: string
    sur?: string
    ecole?: string
    children: (n: (champ: string) => string) => ComponentChildren
  },
) => (
  <Details
    summaryText={p.titre}
    open={p.corps.geste === p.geste && (p.corps.sur === p.sur || p.corps.ecole === p.ecole) && p.refus !== undefined}
    text={
      <Formulaire action={urls.piliers.href({ id: p.r.faits.dossier.id })} csrf={p.cadre.csrf}>
        <input type="hidden" name="version" value={p.r.faits.dossier.version} />
        <input type="hidden" name="geste" value={p.geste} />
        {p.sur ? <input type="hidden" name="sur" value={p.sur} /> : null}
        {p.ecole ? <input type="hidden" name="ecole" value={p.ecole} /> : null}
        {p.children((champ) => `${prefixeDe(p.geste, p.sur ?? p.ecole)}${champ}`)}
        <Bouton ton="secondaire">Enregistrer</Bouton>
      </Formulaire>
    }
  />
)

/** Several forms stand on the page: each names its fields apart. */
export const prefixeDe = (geste: string, sur = ''): string => `${geste}-${sur}.`

import { jourParis } from '../domaine/calendrier.ts'
import type { EcoleDuDossier } from '../domaine/faits.ts'
import type { LigneALivrer } from '../domaine/livraison.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { type Corps, saisi } from '../socle/http/corps.ts'
import { Avis } from '../ui/avis.tsx'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { ChampEntier, ChampLong } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** What came in one school: expected quantities are filled in, only what differs is typed. */
export const LivraisonPage = (p: {
  cadre: Cadre
  r: Regard
  ecole: EcoleDuDossier
  attendues: LigneALivrer[]
  /** Photos already received, kept through an error. */
  photos: string[]
  corps: Corps
  erreurs: Erreur[]
  refus: string | undefined
}) => {
  const { faits: f } = p.r
  const { id } = f.dossier
  const t = (nom: string) => saisi(p.corps, nom)
  const nombre = (n: number) => String(n).replace('.', ',')
  return (
    <Page
      {...p.cadre}
      titre={`Livraison, ${typographier(p.ecole.nom)}`}
      prive
      erreurs={p.erreurs}
      retour={{ href: urls.achats.href({ id }), libelle: 'Commandes et livraisons' }}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">{typographier(p.ecole.nom)}</p>
      <h1 class="govuk-heading-xl">Ce qui est arrivé</h1>
      {p.refus && p.erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus} /> : null}
      <Formulaire action={urls.livraison.href({ id }, { ecole: p.ecole.uai })} csrf={p.cadre.csrf} fichiers>
        <input type="hidden" name="version" value={f.dossier.version} />
        {p.photos.map((x) => (
          <input type="hidden" name="photo" value={x} />
        ))}
        <ChampDate
          chemin="date"
          libelle="Livré le"
          erreurs={p.erreurs}
          valeur={dateSaisie(p.corps, 'date') || jourParis(p.r.maintenant)}
        />
        {p.attendues.length > 0 ? <h2 class="govuk-heading-m">Quantités reçues</h2> : null}
        {p.attendues.map((a, i) => (
          <>
            <ChampEntier
              chemin={`recu.${i}`}
              libelle={a.designation}
              aide={`${nombre(a.prevu)} au total${a.recu > 0 ? `, dont ${nombre(a.recu)} déjà reçu${a.recu < 2 ? '' : 's'}` : ''}. Corrigez si moins est arrivé, 0 si rien.`}
              erreurs={p.erreurs}
              valeur={t(`recu.${i}`) ?? nombre(a.reste)}
            />
            <Details
              summaryText={`Numéros de série : ${a.designation}`}
              open={Boolean(t(`serie.${i}`))}
              text={
                <ChampLong
                  chemin={`serie.${i}`}
                  libelle={`Numéros de série : ${a.designation}`}
                  aide="Un par ligne, ou séparés par des virgules."
                  lignes={3}
                  facultatif
                  erreurs={p.erreurs}
                  valeur={t(`serie.${i}`)}
                />
              }
            />
          </>
        ))}
        <ChampLong
          chemin="autres"
          libelle={p.attendues.length > 0 ? 'Autre chose est arrivé' : 'Ce qui est arrivé'}
          aide="Une ligne par article : la quantité, puis le nom. Par exemple : 2 housses."
          lignes={3}
          facultatif={p.attendues.length > 0}
          erreurs={p.erreurs}
          valeur={t('autres')}
        />
        <ChampLong
          chemin="reserves"
          libelle="Réserves"
          aide="Ce qui est abîmé, absent ou différent."
          lignes={3}
          facultatif
          erreurs={p.erreurs}
          valeur={t('reserves')}
        />
        <ChampFichier
          chemin="photo"
          libelle={
            p.photos.length > 0
              ? `Autres photos (${p.photos.length} déjà reçue${p.photos.length > 1 ? 's' : ''})`
              : 'Photos'
          }
          aide="JPEG, PNG ou WebP. Nous les réduisons et retirons ce que l’appareil y a inscrit : lieu, date, nom. Montrez le matériel, pas les élèves."
          accepte="image/jpeg,image/png,image/webp"
          plusieurs
          facultatif
          erreurs={p.erreurs}
        />
        <Boutons>
          <Bouton>Déclarer cette livraison</Bouton>
          <a class="govuk-link" href={urls.achats.href({ id })}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    </Page>
  )
}

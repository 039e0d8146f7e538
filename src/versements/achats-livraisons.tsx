import { type Visa, visasDe } from '../domaine/actes/livrer.ts'
import type { Faits, Reception } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { lignesRecues } from '../domaine/livraison.ts'
import { typographier } from '../domaine/organismes.ts'
import { ChampLong } from '../ui/champs.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { VueAchats } from './achats-page.tsx'

/** The deliveries declared, with their photos and what the district answered; the IEN and the ERUN answer here. */
export const Livraisons = (p: VueAchats) => {
  const { faits: f } = p.r
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  if (f.receptions.length === 0) return <Vide titre="Aucune livraison déclarée" />
  return f.receptions.map((x) => (
    <>
      <Recapitulatif
        titre={`${nom(x.ecole)}, le ${dateSimple(x.date)}`}
        niveau={3}
        lignes={[
          { cle: 'Reçu', valeur: <Recu x={x} /> },
          ...(typeof x.contenu.reserves === 'string' ? [{ cle: 'Réserves', valeur: x.contenu.reserves }] : []),
          ...(photosDe(f, x).length > 0
            ? [{ cle: 'Photos', valeur: <Photos f={f} x={x} ecole={nom(x.ecole)} /> }]
            : []),
          ...visasDe(x).map((v) => ({
            cle: v.role === 'ien' ? 'Réponse de l’IEN' : 'Réponse de l’ERUN',
            valeur: direVisa(v),
          })),
        ]}
      />
      <Reponse {...p} x={x} ecole={nom(x.ecole)} />
    </>
  ))
}

const Recu = ({ x }: { x: Reception }) => {
  const lignes = lignesRecues(x)
  const series = Array.isArray(x.contenu.numerosSerie) ? x.contenu.numerosSerie.map(String) : []
  return (
    <>
      <p>{x.tout_livre ? 'Tout est livré.' : 'Une partie.'}</p>
      {lignes.length > 0 ? (
        <ul>
          {lignes.map((l) => (
            <li>
              {String(l.quantite).replace('.', ',')} × {l.designation ?? l.article}
              {l.numerosSerie?.length ? `, numéros de série : ${l.numerosSerie.join(', ')}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {series.length > 0 ? <p>Numéros de série : {series.join(', ')}</p> : null}
    </>
  )
}

/** Pieces that this person may open, among the photos of the delivery. */
const photosDe = (f: Faits, x: Reception): string[] =>
  (Array.isArray(x.contenu.photos) ? x.contenu.photos.map(String) : []).filter((id) =>
    f.pieces.some((p) => p.id === id.toLowerCase()),
  )

const Photos = ({ f, x, ecole }: { f: Faits; x: Reception; ecole: string }) => (
  <div class="laureat-photos">
    {photosDe(f, x).map((piece, i) => (
      <a href={urls.piece.href({ id: f.dossier.id, piece }, { lire: '1' })}>
        <img
          src={urls.piece.href({ id: f.dossier.id, piece }, { vignette: '1' })}
          alt={`Livraison du ${dateSimple(x.date)}, ${ecole}, vue ${i + 1} : agrandir`}
        />
      </a>
    ))}
  </div>
)

const direVisa = (v: Visa): string =>
  `${v.sens === 'vu' ? 'Vu, rien à signaler' : `Problème signalé : ${v.texte ?? ''}`} (${v.par}, le ${dateSimple(v.le)})${v.sens === 'vu' && v.texte ? ` : ${v.texte}` : ''}`

/** An IEN or an ERUN answers a delivery of the schools of the district. */
const Reponse = (p: VueAchats & { x: Reception; ecole: string }) => {
  const { f, x } = { f: p.r.faits, x: p.x }
  const repond = p.r.qualites.some(
    (q) => (q.role === 'ien' || q.role === 'erun') && (q.ecoles === null || q.ecoles.includes(x.ecole)),
  )
  if (!repond) return null
  const vu = visasDe(x).some((v) => v.sens === 'vu' && p.r.qualites.some((q) => q.role === v.role))
  const iciErreur = p.corps.reception === x.id && p.erreurs.length > 0
  return (
    <Formulaire action={urls.achats.href({ id: f.dossier.id })} csrf={p.cadre.csrf}>
      <input type="hidden" name="geste" value="viser_livraison" />
      <input type="hidden" name="prefixe" value={x.id} />
      <input type="hidden" name="version" value={f.dossier.version} />
      <input type="hidden" name="sur" value={x.ecole} />
      <input type="hidden" name="reception" value={x.id} />
      {vu ? null : (
        <Bouton ton="secondaire" nom="sens" valeur="vu">
          Vu, rien à signaler
          <span class="govuk-visually-hidden">, {p.ecole}</span>
        </Bouton>
      )}
      <Details
        summaryText="Signaler un problème"
        open={iciErreur}
        text={
          <>
            <ChampLong
              chemin={`${x.id}.texte`}
              libelle="Quel est le problème ?"
              aide="La commune, l’école et le service de l’appel vous liront."
              lignes={3}
              erreurs={iciErreur ? p.erreurs : []}
              valeur={iciErreur && typeof p.corps.texte === 'string' ? p.corps.texte : undefined}
            />
            <Bouton ton="secondaire" nom="sens" valeur="probleme">
              Signaler ce problème
            </Bouton>
          </>
        }
      />
    </Formulaire>
  )
}

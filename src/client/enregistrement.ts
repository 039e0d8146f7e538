import { corpsDe, jeton } from './jeton.ts'
import { memoire } from './memoire.ts'

const ATTENTE = 1500

/**
 * Saves forms marked `data-enregistrement` as one types: POST to the form's own action with `x-enregistrement: auto`,
 * 1.5 s after the last key. Says « Enregistré à 14 h 32 ». When it fails, says so and keeps the text: it stays in the page
 * and in this tab's storage, so that an expired session loses nothing.
 */
export function enregistrerAuFil(racine: Document): void {
  for (const formulaire of racine.querySelectorAll<HTMLFormElement>('form[data-enregistrement]')) {
    const etat = formulaire.querySelector<HTMLElement>('[data-enregistrement-etat]')
    const garde = gardeLocale(formulaire)
    let minuterie = 0
    let enCours: Promise<void> = Promise.resolve()
    let soumis = false
    garde.rendre(() => dire(etat, 'Votre texte non enregistré a été retrouvé.'))
    formulaire.addEventListener('input', () => {
      garde.noter()
      clearTimeout(minuterie)
      // One save at a time: an older answer never overwrites a newer one.
      minuterie = window.setTimeout(() => {
        enCours = enCours.then(() => (soumis ? undefined : enregistrer(formulaire, etat, garde.oublier)))
      }, ATTENTE)
    })
    formulaire.addEventListener('submit', (e) => {
      soumis = !e.defaultPrevented
      if (soumis) garde.soumettre()
      clearTimeout(minuterie)
    })
  }
}

async function enregistrer(formulaire: HTMLFormElement, etat: HTMLElement | null, oublier: () => void): Promise<void> {
  dire(etat, 'Enregistrement…')
  const envoye = corpsDe(formulaire)
  try {
    const reponse = await fetch(formulaire.action, {
      method: 'POST',
      body: envoye,
      headers: { 'x-enregistrement': 'auto', accept: 'application/json', ...jeton() },
      redirect: 'manual',
    })
    // 422 keeps what is valid and says the rest at the real submission; a redirect means that the session ended.
    if (reponse.type === 'opaqueredirect' || reponse.status === 401 || reponse.status === 403)
      return dire(
        etat,
        'Votre session a expiré. Votre texte est gardé sur cet ordinateur\u00a0: reconnectez-vous, puis revenez ici.',
        true,
      )
    if (!reponse.ok && reponse.status !== 422) throw new Error(String(reponse.status))
    if (envoye.toString() === corpsDe(formulaire).toString()) oublier()
    dire(etat, `Enregistré à ${heure(new Date())}`)
  } catch {
    dire(
      etat,
      'Pas encore enregistré\u00a0: la connexion a échoué. Votre texte est gardé\u202f; gardez cette page ouverte.',
      true,
    )
  }
}

function dire(etat: HTMLElement | null, texte: string, echec = false): void {
  if (!etat) return
  etat.textContent = texte
  if (echec) etat.dataset.ton = 'echec'
  else delete etat.dataset.ton
}

// The hour of Paris, as everywhere else on the page, whatever the computer says.
const PARIS = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' })
const heure = (d: Date): string =>
  PARIS.format(d)
    .replace(/^0(?=\d)/, '')
    .replace(':', '\u00a0h\u00a0')

/** What was typed and not yet saved, by page and form. Files and choices are not text: they are not kept. */
function gardeLocale(formulaire: HTMLFormElement) {
  const cle = `${location.pathname}:${formulaire.id || formulaire.getAttribute('action')}`
  const champs = () =>
    [...formulaire.elements].filter(
      (x): x is HTMLInputElement | HTMLTextAreaElement =>
        x instanceof HTMLTextAreaElement ||
        (x instanceof HTMLInputElement && ['text', 'email', 'tel'].includes(x.type)),
    )
  return {
    noter: () => memoire.noter(cle, JSON.stringify(Object.fromEntries(champs().map((x) => [x.name, x.value])))),
    oublier: () => memoire.oublier(cle),
    soumettre: () => memoire.soumettre(cle),
    rendre: (siChange: () => void) => {
      const garde: Record<string, string> = JSON.parse(memoire.lire(cle) ?? '{}')
      let change = false
      for (const x of champs()) {
        const valeur = garde[x.name]
        if (valeur === undefined || valeur === x.value) continue
        x.value = valeur
        change = true
      }
      if (!change) return
      siChange()
      formulaire.dispatchEvent(new Event('input', { bubbles: true }))
    },
  }
}

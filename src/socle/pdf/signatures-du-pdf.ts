import { Certificate, ContentInfo, SignedData, TSTInfo } from 'pkijs'

export type SignatureDuPdf = {
  /** The name in the signer's certificate. */
  nom: string
  /** The organisation in it. */
  organisation?: string
  /** Who delivered the certificate. Whether to trust them is for people to say: no list of authorities is kept here. */
  emetteur: string
  /** When the signer's machine says it was signed (UTC). */
  date?: Date
  /** When a time-stamping authority says so (UTC). */
  horodatage?: Date
  /** The signed bytes have not changed and the signature is the certificate's. */
  valide: boolean
  /** Nothing was added to the file since; a later signature adds to it too. */
  jusquALaFin: boolean
}

/** The digital signatures of a PDF, in the order of the file; an empty list when there is none. Never throws on a file. */
export async function signaturesDuPdf(octets: Uint8Array): Promise<SignatureDuPdf[]> {
  const pdf = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
  const lues: (SignatureDuPdf | undefined)[] = []
  for (const emplacement of emplacements(pdf)) lues.push(await lire(pdf, emplacement).catch(() => undefined))
  return lues.filter((s) => s !== undefined)
}

type Emplacement = { debut: number; fin: number; queue: number }

/**
 * The `/ByteRange [0 debut fin queue]` of each signature (ISO 32000-1, 12.8.1): all bytes but one hexadecimal string,
 * which must be exactly what lies between. Signature dictionaries are never compressed, so plain search finds them.
 */
function emplacements(pdf: Buffer): Emplacement[] {
  const trouves: Emplacement[] = []
  for (let p = pdf.indexOf('/ByteRange'); p >= 0; p = pdf.indexOf('/ByteRange', p + 10)) {
    const nombres = /^\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/.exec(pdf.toString('latin1', p, p + 120))
    const [debut = 0, fin = 0, queue = 0] = (nombres ?? []).slice(1).map(Number)
    const entre = pdf[debut] === 0x3c && pdf[fin - 1] === 0x3e && fin > debut
    if (nombres && entre && fin + queue <= pdf.length) trouves.push({ debut, fin, queue })
    if (trouves.length >= signaturesMaximales) break
  }
  return trouves
}

const signaturesMaximales = 50

async function lire(pdf: Buffer, { debut, fin, queue }: Emplacement): Promise<SignatureDuPdf | undefined> {
  const enveloppe = Buffer.from(pdf.toString('latin1', debut + 1, fin - 1).replace(/\s/g, ''), 'hex')
  const signe = new SignedData({ schema: ContentInfo.fromBER(enveloppe).content })
  const data = enArrayBuffer(Buffer.concat([pdf.subarray(0, debut), pdf.subarray(fin, fin + queue)]))
  const certificat = await certificatDe(signe)
  const [signataire] = signe.signerInfos
  if (!certificat || !signataire) return undefined
  const organisation = attribut(certificat.subject, '2.5.4.10')
  const date = attributSigne(signataire.signedAttrs?.attributes, '1.2.840.113549.1.9.5')
  const horodatage = horodatageDe(signataire.unsignedAttrs?.attributes)
  return {
    nom: attribut(certificat.subject, '2.5.4.3') ?? 'Signataire sans nom',
    ...(organisation ? { organisation } : {}),
    emetteur: attribut(certificat.issuer, '2.5.4.3') ?? attribut(certificat.issuer, '2.5.4.10') ?? 'Émetteur sans nom',
    ...(date ? { date } : {}),
    ...(horodatage ? { horodatage } : {}),
    valide: await signe.verify({ signer: 0, data, checkChain: false }).catch(() => false),
    jusquALaFin: pdf.toString('latin1', fin + queue).trim() === '',
  }
}

/** The signer's certificate, found by what the signature says of it. */
async function certificatDe(signe: SignedData): Promise<Certificate | undefined> {
  const certificats = (signe.certificates ?? []).filter((c) => c instanceof Certificate)
  const sid = signe.signerInfos[0]?.sid
  return (
    certificats.find(
      (c) =>
        sid !== undefined &&
        'serialNumber' in sid &&
        c.serialNumber.isEqual(sid.serialNumber) &&
        c.issuer.isEqual(sid.issuer),
    ) ?? certificats[0]
  )
}

type Nom = Certificate['subject']
const attribut = (nom: Nom, oid: string): string | undefined => {
  const valeur = nom.typesAndValues.find((t) => String(t.type) === oid)?.value.valueBlock.value
  return typeof valeur === 'string' ? valeur : undefined
}

type Attributs = readonly { type: string; values: unknown[] }[] | undefined

function attributSigne(attributs: Attributs, oid: string): Date | undefined {
  const valeur = attributs?.find((a) => a.type === oid)?.values[0]
  // UTCTime and GeneralizedTime of asn1js both offer toDate.
  if (typeof valeur !== 'object' || valeur === null || !('toDate' in valeur)) return undefined
  const date = typeof valeur.toDate === 'function' ? valeur.toDate() : undefined
  return date instanceof Date ? date : undefined
}

/** RFC 3161: a signed time stamp inside the signature. */
function horodatageDe(attributs: Attributs): Date | undefined {
  const jeton = attributs?.find((a) => a.type === '1.2.840.113549.1.9.16.2.14')?.values[0]
  if (!jeton) return undefined
  try {
    const contenu = new SignedData({ schema: new ContentInfo({ schema: jeton }).content }).encapContentInfo.eContent
    return contenu ? TSTInfo.fromBER(contenu.getValue()).genTime : undefined
  } catch {
    return undefined
  }
}

/** A copy: pkijs wants an ArrayBuffer of its own. */
const enArrayBuffer = (octets: Uint8Array): ArrayBuffer => new Uint8Array(octets).buffer

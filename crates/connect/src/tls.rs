//! TLS as libpq's `sslmode` means it: `require` encrypts, `verify-ca` trusts an authority, `verify-full` also the name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use icms_diagnostic::Diagnostic;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::codes;
use crate::parameter::SslMode;

/// A connector for this mode. Reads certificates only when the mode verifies.
pub fn connector(mode: SslMode, root_cert: Option<&Path>) -> Result<MakeRustlsConnect, Diagnostic> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = match mode {
        SslMode::VerifyFull => Arc::new(Verifier::new(root_cert, Name::Checked, &provider)?),
        SslMode::VerifyCa => Arc::new(Verifier::new(root_cert, Name::Any, &provider)?),
        // as libpq: a root certificate named by the user is used for what it says
        SslMode::Require if root_cert.is_some() => Arc::new(Verifier::new(root_cert, Name::Any, &provider)?),
        SslMode::Disable | SslMode::Allow | SslMode::Prefer | SslMode::Require => {
            Arc::new(Unverified(Arc::clone(&provider)))
        }
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn unusable(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(codes::TLS_CERTIFICATE, format!("TLS cannot be set up: {error}"))
}

/// Encrypts without asking who the other side is.
#[derive(Debug)]
struct Unverified(Arc<CryptoProvider>);

impl ServerCertVerifier for Unverified {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        rustls::crypto::verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether the certificate must carry the host's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Checked,
    Any,
}

/// Asks an authority, or the very certificate when that is what the user trusts.
#[derive(Debug)]
struct Verifier {
    chain: Arc<WebPkiServerVerifier>,
    trusted: Vec<CertificateDer<'static>>,
    name: Name,
}

impl Verifier {
    fn new(root_cert: Option<&Path>, name: Name, provider: &Arc<CryptoProvider>) -> Result<Self, Diagnostic> {
        let trusted = trusted(root_cert)?;
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(trusted.iter().cloned());
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
            .build()
            .map_err(|error| {
                unusable(&error).help("name the authority's certificate: `sslrootcert=<file.pem>` in the URL")
            })?;
        Ok(Self { chain, trusted, name })
    }

    /// A self-signed server certificate is its own authority, which the chain check refuses to see as a server's.
    fn is_trusted_itself(
        &self,
        cert: &CertificateDer<'_>,
        host: &ServerName<'_>,
    ) -> Result<ServerCertVerified, Error> {
        if !self.trusted.iter().any(|known| known == cert) {
            return Err(Error::InvalidCertificate(CertificateError::UnknownIssuer));
        }
        if self.name == Name::Checked {
            rustls::client::verify_server_name(&ParsedCertificate::try_from(cert)?, host)?;
        }
        Ok(ServerCertVerified::assertion())
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        cert: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        use CertificateError as C;
        match self.chain.verify_server_cert(cert, intermediates, host, ocsp, now) {
            // the chain is checked before the name
            Err(Error::InvalidCertificate(C::NotValidForName | C::NotValidForNameContext { .. }))
                if self.name == Name::Any =>
            {
                Ok(ServerCertVerified::assertion())
            }
            Err(Error::InvalidCertificate(C::Other(_))) => self.is_trusted_itself(cert, host),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
}

/// The file of the URL, else `~/.postgresql/root.crt`, else the machine's authorities.
fn trusted(root_cert: Option<&Path>) -> Result<Vec<CertificateDer<'static>>, Diagnostic> {
    let own = || {
        let home = std::env::var_os("HOME")?;
        Some(PathBuf::from(home).join(".postgresql/root.crt")).filter(|path| path.exists())
    };
    match root_cert.map(Path::to_owned).or_else(own) {
        Some(path) if path != Path::new("system") => read_pem(&path),
        Some(_) | None => Ok(rustls_native_certs::load_native_certs().certs),
    }
}

fn read_pem(path: &Path) -> Result<Vec<CertificateDer<'static>>, Diagnostic> {
    let failed = |why: &dyn std::fmt::Display| {
        Diagnostic::error(
            codes::TLS_CERTIFICATE,
            format!("the root certificate `{}` cannot be read: {why}", path.display()),
        )
        .help("`sslrootcert` names a PEM file with the certificate of who vouches for the server")
    };
    let list = CertificateDer::pem_file_iter(path)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| failed(&error))?;
    if list.is_empty() { Err(failed(&"it holds no certificate")) } else { Ok(list) }
}

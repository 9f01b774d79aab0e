//! A connection that hands on what both sides say in small pieces, so that whoever waits is woken in the middle of a
//! message.

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy};
use tokio::net::{TcpListener, UnixStream};
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// A way to the server of `config` that hands on so many bytes at a time. It ends with the runtime.
pub async fn relayed(config: &Config, piece: usize) -> Config {
    let Host::Unix(folder) = &config.get_hosts()[0] else {
        panic!("the servers of tests have sockets")
    };
    let port = config.get_ports().first().unwrap_or(&5432);
    let socket = folder.join(format!(".s.PGSQL.{port}"));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut relayed = Config::new();
    relayed
        .host("127.0.0.1")
        .port(listener.local_addr().unwrap().port())
        .user(config.get_user().unwrap())
        .dbname(config.get_dbname().unwrap());
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            client.set_nodelay(true).unwrap();
            let server = UnixStream::connect(&socket).await.unwrap();
            let (mut told, mut tells) = client.into_split();
            let (mut answers, mut asks) = server.into_split();
            tokio::spawn(async move {
                let _ = copy(&mut told, &mut asks).await;
                let _ = asks.shutdown().await;
            });
            tokio::spawn(async move { in_pieces(&mut answers, &mut tells, piece).await });
        }
    });
    relayed
}

async fn in_pieces(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    piece: usize,
) {
    let mut buffer = vec![0; piece];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
        tokio::task::yield_now().await;
    }
    let _ = to.shutdown().await;
}

//! The service on a real server, spoken to over HTTP.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use content_example::db::user::{self, NewUser};
use icms_embedded::testing::TestServer;
use icms_workspace::{Overrides, Project, deploy};
use serde_json::{Value, json};
use tokio::sync::oneshot;

/// A service that runs in a thread of its own.
struct Service {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Service {
    fn start(url: String) -> Self {
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let pool = service_example::open(&url).await.unwrap();
                let author = NewUser::new("sita@example.org", "…", "Sita Sharma");
                pool.get()
                    .await
                    .unwrap()
                    .run(user::create(author))
                    .await
                    .unwrap();
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
                ready.send(listener.local_addr().unwrap()).unwrap();
                let stop = async { stopped.await.unwrap() };
                service_example::serve(listener, pool, stop).await.unwrap();
            });
        });
        Self {
            address: address.recv().unwrap(),
            stop,
            thread,
        }
    }

    /// Status and body of an answer.
    fn ask(&self, method: &str, path: &str, body: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn get(&self, path: &str) -> (u16, Value) {
        self.ask("GET", path, "")
    }

    fn post(&self, draft: &Value) -> (u16, Value) {
        self.ask("POST", "/contents", &draft.to_string())
    }

    fn stop(self) {
        self.stop.send(()).unwrap();
        self.thread.join().unwrap();
    }
}

fn draft(slug: &str, author: i64) -> Value {
    json!({ "slug": slug, "title": { "en": slug }, "body": {}, "author": author, "tags": ["rights", "forms"] })
}

#[test]
fn pages_are_written_read_and_refused() {
    let database = TestServer::shared().fresh_database();
    let url = database.reveal();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let overrides = Overrides {
        database: Some(url.clone()),
        ..Overrides::default()
    };
    let project = Project::open(&root, overrides).unwrap();
    deploy::run(deploy::Options::default(), &project, &|_| {}).unwrap();
    let service = Service::start(url);

    assert_eq!(
        service.get("/health"),
        (200, json!({ "status": "healthy" }))
    );

    for slug in ["charter", "forms", "fees"] {
        assert_eq!(service.post(&draft(slug, 1)).0, 201);
    }
    let (status, page) = service.get("/contents/charter");
    assert_eq!((status, &page["tags"]), (200, &json!(["forms", "rights"])));

    let (status, first) = service.get("/contents?limit=2");
    assert_eq!(
        (status, first["items"].as_array().map(Vec::len)),
        (200, Some(2))
    );
    let (_, second) = service.get(&format!("/contents?limit=2&after={}", first["next"]));
    assert_eq!(
        (&second["items"][0]["slug"], &second["next"]),
        (&json!("fees"), &Value::Null)
    );

    let refused = |answer: (u16, Value), status, detail: &str| {
        assert_eq!(answer, (status, json!({ "detail": detail })));
    };
    refused(
        service.post(&draft("charter", 1)),
        409,
        "this slug is taken",
    );
    refused(
        service.post(&draft("other", 99)),
        422,
        "there is no such author",
    );
    refused(
        service.post(&draft(&"x".repeat(200), 1)),
        422,
        "a value is too long or out of range",
    );
    refused(
        service.get("/contents/other"),
        404,
        "there is no such thing",
    );
    refused(
        service.get("/contents?limit=0"),
        422,
        "limit goes from 1 to 100",
    );

    service.stop();
}

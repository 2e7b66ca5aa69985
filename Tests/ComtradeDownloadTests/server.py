"""A server on loopback that answers as UN Comtrade's interface does, well or badly.

server.py FOLDER: answers each request with the next of FOLDER/answers (a line each: status, header or -, file or -), and
writes what was asked to FOLDER/requests, a line each. The first line on standard output is the port.
"""

import http.server
import os
import sys

FOLDER = sys.argv[1]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = os.path.join(FOLDER, "requests")
        with open(path, "a", encoding="utf-8") as file:
            file.write("%s %s\n" % (self.headers.get("Ocp-Apim-Subscription-Key"), self.path))
        with open(path, encoding="utf-8") as file:
            number = len(file.readlines()) - 1
        with open(os.path.join(FOLDER, "answers"), encoding="utf-8") as file:
            status, header, name = file.read().splitlines()[number].split(" ")
        body = b""
        if name != "-":
            with open(os.path.join(FOLDER, name), "rb") as file:
                body = file.read()
        if status == "hangup":
            self.connection.close()
            return
        self.send_response(int(status))
        self.send_header("Content-Length", str(len(body)))
        if header != "-":
            self.send_header(*header.split(":"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()

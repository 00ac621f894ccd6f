package server

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"github.com/famulus-health/famulus/authz"
	"github.com/famulus-health/famulus/practice"
	"github.com/famulus-health/famulus/practice/uploads"
)

// receiveUpload takes a report as a file: POST /api/uploads?patient=ID&name=NAME with the file as the body. It answers
// with the upload's id; the proposals are read, and confirmed, through GraphQL.
func receiveUpload(o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := authz.From(r.Context()); !ok {
			refuse(w, http.StatusUnauthorized, practice.Forbidden, "Sign in first.")
			return
		}
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != uploads.PDF && kind != uploads.Text { // forms of other sites cannot send application/pdf
			refuse(w, http.StatusUnsupportedMediaType, practice.Invalid, "A report is uploaded as application/pdf or as text/plain.")
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, uploads.MaxBytes))
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, practice.Invalid, "The file is larger than 10 MiB, or was cut off.")
			return
		}
		q := r.URL.Query()
		id, err := uploads.Take(r.Context(), o.Practice, uploads.File{
			PatientID: q.Get("patient"), Name: q.Get("name"), MediaType: kind, Content: body,
		})
		if err != nil {
			o.refuseUpload(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]string{"id": id})
	})
}

// giveUpload gives the file as it came. A browser shows a PDF in a page that can run nothing.
func giveUpload(o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := authz.From(r.Context()); !ok {
			refuse(w, http.StatusUnauthorized, practice.Forbidden, "Sign in first.")
			return
		}
		u, err := uploads.Content(r.Context(), o.Practice, chi.URLParam(r, "id"))
		if err != nil {
			o.refuseUpload(w, r, err)
			return
		}
		kind := u.MediaType
		if kind == uploads.Text {
			kind += "; charset=utf-8"
		}
		h := w.Header()
		h.Set("Content-Type", kind)
		h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
		h.Set("Cache-Control", "private, no-store")
		h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": strings.ToValidUTF8(u.Name, "_")}))
		_, _ = w.Write(u.Content) //nolint:gosec // of one of two media types, under a sandbox that runs nothing, and never sniffed
	})
}

func (o Options) refuseUpload(w http.ResponseWriter, r *http.Request, err error) {
	e := practice.AsError(err)
	status := map[practice.Code]int{
		practice.Invalid: http.StatusUnprocessableEntity, practice.NotFound: http.StatusNotFound, practice.Forbidden: http.StatusForbidden,
		practice.Conflict: http.StatusConflict, practice.Unavailable: http.StatusServiceUnavailable,
	}[e.Code]
	if status == 0 {
		status = http.StatusInternalServerError
		if !errors.Is(err, r.Context().Err()) {
			o.Log.ErrorContext(r.Context(), "upload", "error", err)
		}
	}
	refuse(w, status, e.Code, e.Message)
}

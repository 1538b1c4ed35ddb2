using System.IO.Enumeration;

namespace Seedance.WireServer.Host;

/// <summary>One request, as a test sees it.</summary>
internal sealed record RequestView(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body, int? Status, bool IsStorage)
{
    /// <summary>The requests whose "METHOD /path" matches a pattern with the wildcards * and ?, in the order of their arrival.</summary>
    public static IEnumerable<RequestView> Find(WireServer server, string like) =>
        from request in server.Requests
        where FileSystemName.MatchesSimpleExpression(like, $"{request.Method} {request.Path}", ignoreCase: false)
        select new RequestView(request.Method, request.Path, request.Headers, request.Text, request.Status, request.IsStorage);
}
